# Telefony zaufania, tak jak czyta je ktoś w trudnej chwili. Numery są takie, jakie się wybiera.

helpline-call = **{ $name }**: zadzwoń **{ $number }**
helpline-text = **{ $name }**: SMS na **{ $number }**
helpline-text-keyword = **{ $name }**: wyślij SMS **{ $keyword }** na **{ $number }**
helpline-chat = **{ $name }**: czat na <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = całą dobę
helpline-daily = codziennie { $opens }–{ $closes }, czasu miejscowego
helpline-limited = tylko w niektórych godzinach
helpline-hours-unknown = godziny mogą się różnić

helpline-languages = języki: { $languages }
helpline-languages-more = języki: { $languages } i inne
helpline-languages-many = w wielu językach
helpline-region = region: { $region }
helpline-less-sure = jeśli nikt nie odbiera, spróbuj pod innym numerem

helpline-for-youth = dla młodych
helpline-for-women = dla kobiet
helpline-for-men = dla mężczyzn
helpline-for-families = dla rodzin
helpline-for-parents = dla rodziców
helpline-for-lgbtq = dla osób LGBTQ+
helpline-for-trans = dla osób trans
helpline-for-veterans = dla weteranów
helpline-for-indigenous = dla rdzennych mieszkańców
helpline-for-deaf = dla osób głuchych i słabosłyszących
helpline-for-domestic-violence = przemoc w domu
helpline-for-sexual-violence = przemoc seksualna
helpline-for-substance-use = alkohol i inne substancje
helpline-for-referral = pomaga znaleźć wsparcie w pobliżu

helpline-emergency = Jeśli grozi Ci teraz niebezpieczeństwo, zadzwoń: **{ $number }**.
helpline-emergency-ambulance = Jeśli grozi Ci teraz niebezpieczeństwo, zadzwoń po pogotowie: **{ $number }**.
helpline-emergency-fire-and-ambulance = Jeśli grozi Ci teraz niebezpieczeństwo, zadzwoń po pogotowie lub straż: **{ $number }**.
helpline-emergency-unknown = Jeśli grozi Ci teraz niebezpieczeństwo, zadzwoń pod numer ratunkowy w swoim kraju ({ $country }). Nie znamy go na pewno, więc go nie podajemy.
