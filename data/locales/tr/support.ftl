# Kendin ya da bir başkası için birini istemek. Bunların hiçbiri bir kapının ardında değil.

command-support-name = destek
command-support = Ekipten biriyle özel olarak konuş. Her saatte çalışır.
command-help-name = yardım
command-help = Birini nerede bulursun, yardım hatları ve bu botun ne yaptığı
menu-support-for-this = Bunun için destek iste
menu-worried = Onun için endişeliyim

button-talk-now = Şimdi biriyle konuş
button-talk-words = Önce birkaç söz yaz
button-helplines = Yardım hatları
button-fears = Ya istersem?
button-kept = Hakkımda ne saklanıyor
button-someone-for-me = Ben de birini isterim

support-on-shift = { $name } şu anda nöbette. Düğmeye basınca hemen haberi olur.
support-nobody-now = Şu anda nöbette kimse yok. Yine de düğmeye basabilirsin; yardım hatları her saatte cevap verir.
support-limits =
    Daha fazlasını söylemeden önce: nöbettekiler ve bu sunucunun sorumluları okuyabilir, yöneticiler ve Discord da okuyabilir. Birinin hayatı tehlikede olmadıkça onlarda kalır. Sözlerin, bittikten bir gün sonra, en geç üç gün içinde silinir. Onlar da senin gibi insanlar; sağlık uzmanı ya da acil servis değiller.
support-form-title = İstersen birkaç söz
support-form-label = Neler oluyor?
support-form-notice = Bunu nöbettekiler ve sorumlular okur, yöneticiler ve Discord da okuyabilir. Bir hayat tehlikede olmadıkça onlarda kalır. Boş da gönderebilirsin.
support-sent = { $name } için şimdi haber gönderiyorum. Genellikle birkaç dakika içinde biri sana özelden yazar. Başka bir şey yapman gerekmiyor.
support-held = { $name } zaten seninle ve bir kez daha haberi oldu.
support-nobody = Şu anda nöbette kimse yok.
support-which-server = Hangi toplulukla ilgili?

home =
    Şu düğmeye bas: **Şimdi biriyle konuş**. Böylece bu topluluktan birinin haberi olur. Bana buradan istediğin zaman yazabilirsin de.
    Ben insanların birbirini bulmasına yardım eden bir botum. Sağlık uzmanı ya da acil servis değilim, sağlık kayıtları için de uygun değilim.

fears = Birçok kişi bu nedenlerden biriyle çekinir. Aklından geçene bas.
fear-button-police = Polis gelir mi?
fear-button-cost = Ücretli mi?
fear-button-burden = Yük olurum
fear-button-words = Ne diyeceğimi bilmiyorum
fear-police = Önce biri seni dinler. Yalnızca bir hayat o anda tehlikedeyse dışarıdan yardım konuşulur, mümkün olduğunda seninle birlikte. Discord bize nerede olduğunu söylemez.
fear-cost = Hayır. Burada biriyle konuşmak ücretsiz. Yardım hatlarının çoğu da öyle; kendi sayfalarında yazar.
fear-burden = Nöbettekiler orada olmayı kendileri seçti, kimse fazla yük taşımasın diye sırayla duruyorlar. Kimseden bir şey eksiltmiyorsun.
fear-words = Doğru sözleri bulman gerekmiyor. "Nereden başlayacağımı bilmiyorum" yeter. Sonraki soruyu karşındaki sorar, susmak da olur.

help-country = Diğer ülkeler: { $first } – { $last }
helplines-no-country = Orada cevap veren hatları görmek için aşağıdan ülkeni seç. Şu anda tehlikedeysen bulunduğun yerin acil numarasını ara.

concern-sent = Onu düşündüğün için teşekkürler. Nöbettekiler artık biliyor ve bunun senden geldiğini söylemiyorlar. Burada bırakabilirsin. Sen de biriyle konuşmak ister misin?
concern-known = Onu düşündüğün için teşekkürler. Nöbettekiler zaten biliyordu. Burada bırakabilirsin. Sen de biriyle konuşmak ister misin?
concern-nobody = Onu düşündüğün için teşekkürler. Şu anda nöbette kimse yok, bu yüzden ne zaman görüleceğini söyleyemem. Şu anda tehlikede olabilirse yardım hatlarını ya da acil numarayı ara.
worried-form-title = Onun için endişeliyim
worried-form-label = Ne fark ettin?
worried-form-notice = Bunu nöbettekiler ve sorumlular okur, senden geldiğini söylemezler. Boş da gönderebilirsin.
worried-left = Artık bu sunucuda değil, bu yüzden ona ulaşamıyorum. Tehlikede olduğunu düşünüyorsan yardım hatları ne yapabileceğini söyleyebilir.

error-too-many-concerns = Bir gün içinde başkaları için { $times } kez destek istedin, bir kişiden daha fazlasını alamıyorum. Biri şu anda tehlikedeyse acil numarayı ara ya da bir moderatöre yaz.
