# Her yerde gerekebilecek cümleler.

error-unexpected = Benim tarafımda bir şey ters gitti, not edildi. Birazdan tekrar dene. Şimdi birine ihtiyacın varsa bana doğrudan yaz ya da yardım hatlarını ara.
error-command = Olmadı. Birazdan tekrar dene ya da düğmeleri kullan.
error-button-unknown = Bu düğme eski bir sürümümden kalma, artık bir yere gitmiyor. Şimdikileri bulmak için /yardım yaz.
error-form-not-at-hand = Yazdıkların artık elimde değil: on beş dakika durur, yeniden başlatmadan sonra da kalmaz. Lütfen formu bir daha aç.
button-form-again = Yazdıklarıma dön
button-undo = Geri al
error-already-resolved = Bu zaten bitti. Yapılacak bir şey kalmadı.
error-not-yours = Bu düğme başka biri içindi. /destek seni birine götürür.
error-person-gone = Sunucudan ayrıldı, bu yüzden ona yazamıyorum. Başka bir yol biliyorsan onu kullan lütfen.
error-server-not-set-up = Bu sunucu henüz hazır değil. Yöneten biri /setup yazabilir.
error-storage-unavailable = Bu şu anda kaydedilemedi, yani bir şey değişmedi. Bir dakika sonra tekrar dene. Biriyle konuşmak istersen /destek şimdi de çalışır.
