# Helplines, as a person in distress reads them. Numbers come as they are dialled.

helpline-call = **{ $name }**: call **{ $number }**
helpline-text = **{ $name }**: text **{ $number }**
helpline-text-keyword = **{ $name }**: text **{ $keyword }** to **{ $number }**
helpline-chat = **{ $name }**: chat at <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = day and night
helpline-daily = every day { $opens }–{ $closes }, their time
helpline-limited = some hours only
helpline-hours-unknown = hours may differ

helpline-languages = in { $languages }
helpline-languages-more = in { $languages }, among others
helpline-languages-many = in many languages
helpline-region = for { $region }
helpline-less-sure = if nobody answers, try another line

helpline-for-youth = for young people
helpline-for-women = for women
helpline-for-men = for men
helpline-for-families = for families
helpline-for-parents = for parents
helpline-for-lgbtq = for LGBTQ+ people
helpline-for-trans = for trans people
helpline-for-veterans = for veterans
helpline-for-indigenous = for Indigenous people
helpline-for-deaf = for deaf and hard of hearing people
helpline-for-domestic-violence = violence at home
helpline-for-sexual-violence = sexual violence
helpline-for-substance-use = alcohol and other drugs
helpline-for-referral = finds you local support

helpline-emergency = If you are in danger right now, call **{ $number }**.
helpline-emergency-ambulance = If you are in danger right now, call **{ $number }** for an ambulance.
helpline-emergency-fire-and-ambulance = If you are in danger right now, call **{ $number }** for an ambulance or the fire service.
helpline-emergency-unknown = If you are in danger right now, call the emergency number of { $country }. We do not know it for certain, so we do not show one.
