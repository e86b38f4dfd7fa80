# Zor durumdaki kişinin okudukları: özel, kısa, yalın. İlk satır kilit ekranında görünebilir.

person-opening = Merhaba, { $server } topluluğunun botuyum. Yalnızca sana yazıyorum, orada yazdığın bir şeyle ilgili.
person-opening-asked = Merhaba, { $server } topluluğunun botuyum. Yalnızca sana yazıyorum: biriyle konuşmak istedin.
person-opening-worried = Merhaba, { $server } topluluğunun botuyum. Yalnızca sana yazıyorum: buradan biri seni düşündü ve nasıl olduğunu merak etti.
person-not-in-trouble = Yanlış bir şey yapmadın ve hiçbir yerde bir şey paylaşılmadı.
person-who-knows = Ekipten { $name } için şimdi haber gönderiyorum. Cevap genellikle birkaç dakika içinde gelir.
person-what-helps = Şu anda sana en çok ne iyi gelir?

person-button-talk = Burada konuşalım
person-button-other = Başka biri olsun
person-button-not-now = Şimdi değil
person-button-meant-otherwise = Öyle demek istemedim
person-button-talk-after-all = Yine de konuşmak isterim

person-talk-soon = Tamam. Sana cevap verecek kişi, konuşmak istediğini görecek. Şimdiden buraya yazabilirsin: nöbettekiler ve sorumlular için saklanır, yalnızca onlar okuyabilir.
person-talk-holder = Tamam. Buraya yazabilirsin, iletirim. Seninle ilgilenen: { $name }. Nöbettekiler ve sorumlular okuyabilir, gruptan kimse okuyamaz.
person-other-soon = Sorun değil. Şimdi başka birine soruyorum, nedenini söylemen gerekmiyor.
person-not-now = Tamam, sen istemedikçe ya da senin için kimseye ulaşamadığım bir durum olmadıkça bir daha yazmayacağım. Ekipten biri yine de yazabilir, istediğin zaman geri gelebilirsin.
person-meant-lowered = Söylediğin için teşekkürler, rahatsız ettiysem kusura bakma. Biri daha sonra acele etmeden bakacak.
person-meant-kept = Söylediğin için teşekkürler. Konu önemli olduğu için ekipten biri yine de hatırını soracak.

person-nobody = { $server } topluluğunun botuyum, yalnızca sana yazıyorum. Açık konuşayım: şu anda nöbette kimse yok.
person-nobody-else = Açık konuşayım: şu anda nöbette başka kimse yok.
person-lead-told = Nöbette kimse yokken devreye giren kişilere haber veriyorum, ne zaman göreceklerini bilmiyorum.
person-back = Tekrar nöbette birinin olacağı zaman: { $at }.
person-back-unknown = Ne zaman tekrar nöbette biri olacağını henüz bilmiyorum.
person-still-trying = Senin için hâlâ birine ulaşmaya çalışıyorum. Buralarda şu anda cevap veren biri var:
person-unanswered = Şimdiye kadar senin için kimseye ulaşamadım. Üzgünüm. Hâlâ biri gelebilir. Buralarda şu anda cevap veren biri var:

person-taken = { $name } artık senin için burada ve sana yazacak. Tek bir kişiyle konuşabilmen için ben geri çekiliyorum.
person-from = **{ $name }** yazıyor: { $words }

person-space-offer = { $name } sana konuşmak için özel bir yer öneriyor. Kimler okuyabilir: { $readers }. Yalnızca evet dersen açılır.
person-space-readers = sen, { $name }, ikinci kişi olarak { $second } ve bu sunucuyu yönetenler
person-space-readers-alone = sen, { $name } ve bu sunucuyu yönetenler
person-button-space-yes = Evet, aç
person-button-space-no = Hayır, teşekkürler
person-space-open = Özel yerin açıldı: { $space }
person-space-refused = Sorun değil. Buradan yazmaya devam edebilirsin.
person-space-failed = Şu anda özel bir yer açamadım. Buraya yazabilirsin: bana gönderdiklerin yanındaki kişiye ulaşır.
person-thread-readers = Burası yalnızca senin için: sen, bu sunucuyu yönetenler ve sana cevap veren kişi okuyabilir. Buraya yazdıklarını onlara iletirim. Bu bittikten { $days } gün sonra silinir.

person-passed-on = İlettim. Seninle ilgilenen: { $name }. Nöbettekiler ve sorumlular okuyabilir, gruptan kimse okuyamaz.
person-kept-for-them = Sana cevap vermesini istediğim kişilere ilettim. Onlar, diğer nöbettekiler ve sorumlular okuyabilir, gruptan kimse okuyamaz.
person-told-leads = Seninle ilgilenen kişiye şu anda ulaşamadım, bu yüzden sorumlulara ilettim. Onlar ve nöbettekiler okuyabilir, gruptan kimse okuyamaz.
person-kept-untold = Sakladım, ama şu anda kimseye iletemedim. Nöbettekiler ve sorumlular okuyabilir, gruptan kimse okuyamaz. Bekleyemeyecek gibiyse düğmenin ardındaki yardım hatlarını kullanabilirsin.
person-kept-for-later = Bunu nöbettekiler ve sorumlular için saklıyorum, yalnızca onlar okuyabilir. Biri daha sonra acele etmeden bakacak. Şimdi biriyle konuşmak istersen düğmeye bas.

person-apology = Sana gerek yokken yazdım, rahatsız ettiğim için özür dilerim. Açıkta kalan bir şey yok. Burada olduğun gibi yerin var.
person-closed = Bu şimdilik bitti, açıkta kalan bir şey yok. İstediğin zaman geri gelebilirsin: bana yaz ya da düğmeye bas.
person-closing = Birinin yanında olmasına izin verdiğin için teşekkürler. Nasıl olduğunu sormak için yarın ve bir hafta sonra kısa bir mesaj ister misin?
person-button-follow-yes = Evet, isterim
person-button-follow-no = Hayır, teşekkürler
person-follow-planned = Yarın ve bir hafta sonra yazacağım. İstediğin zaman vazgeçebilirsin.
person-follow-none = Tamam, mesaj yok. İstediğin zaman geri gelebilirsin.
person-follow-up = Merhaba, { $server } topluluğunun botuyum, yalnızca sana yazıyorum. Bir mesaj istemiştin: bugün nasılsın?
person-button-follow-fine = İyiyim
person-button-follow-talk = Konuşmak isterim
person-button-follow-stop = Artık mesaj olmasın
person-follow-thanks = Cevap verdiğin için teşekkürler. İstediğin zaman geri gelebilirsin.

space-name = Oda { $number }
space-welcome =
    { $person }, burası senin. { $responder } burada, yanında.
    Kimler okuyabilir: { $readers }. İstediğin zaman çıkabilirsin. Bu bittikten { $days } gün sonra silinir.
