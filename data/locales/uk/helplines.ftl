# Телефони довіри, як їх читає людина, якій важко. Номери подано так, як їх набирають.

helpline-call = **{ $name }**: дзвонити **{ $number }**
helpline-text = **{ $name }**: SMS на **{ $number }**
helpline-text-keyword = **{ $name }**: SMS зі словом **{ $keyword }** на **{ $number }**
helpline-chat = **{ $name }**: чат <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = цілодобово
helpline-daily = щодня { $opens }–{ $closes }, час місцевий
helpline-limited = лише в певні години
helpline-hours-unknown = час роботи може змінюватися

helpline-languages = мови: { $languages }
helpline-languages-more = мови: { $languages } та інші
helpline-languages-many = багатьма мовами
helpline-region = регіон: { $region }
helpline-less-sure = якщо не відповідають, спробуй інший номер

helpline-for-youth = для молоді
helpline-for-women = для жінок
helpline-for-men = для чоловіків
helpline-for-families = для родин
helpline-for-parents = для батьків
helpline-for-lgbtq = для ЛГБТК+ людей
helpline-for-trans = для трансгендерних людей
helpline-for-veterans = для ветеранів
helpline-for-indigenous = для корінних народів
helpline-for-deaf = для людей із порушенням слуху
helpline-for-domestic-violence = насильство вдома
helpline-for-sexual-violence = сексуальне насильство
helpline-for-substance-use = алкоголь та інші речовини
helpline-for-referral = допоможе знайти підтримку поруч

helpline-emergency = Якщо тобі просто зараз загрожує небезпека, дзвони: **{ $number }**.
helpline-emergency-ambulance = Якщо тобі просто зараз загрожує небезпека, дзвони в швидку: **{ $number }**.
helpline-emergency-fire-and-ambulance = Якщо тобі просто зараз загрожує небезпека, дзвони в швидку або пожежникам: **{ $number }**.
helpline-emergency-unknown = Якщо тобі просто зараз загрожує небезпека, дзвони на номер екстреної допомоги своєї країни ({ $country }). Ми не знаємо його напевно, тому не показуємо.
