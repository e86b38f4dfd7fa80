# Hulplijnen, zoals iemand die het moeilijk heeft ze leest. De nummers staan zoals je ze belt.

helpline-call = **{ $name }**: bel **{ $number }**
helpline-text = **{ $name }**: sms naar **{ $number }**
helpline-text-keyword = **{ $name }**: sms **{ $keyword }** naar **{ $number }**
helpline-chat = **{ $name }**: chat op <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = dag en nacht
helpline-daily = elke dag van { $opens } tot { $closes }, tijd daar
helpline-limited = alleen op bepaalde uren
helpline-hours-unknown = tijden kunnen verschillen

helpline-languages = talen: { $languages }
helpline-languages-more = talen: { $languages } en andere
helpline-languages-many = in veel talen
helpline-region = voor { $region }
helpline-less-sure = neemt niemand op, probeer dan een andere lijn

helpline-for-youth = voor jongeren
helpline-for-women = voor vrouwen
helpline-for-men = voor mannen
helpline-for-families = voor gezinnen
helpline-for-parents = voor ouders
helpline-for-lgbtq = voor lhbtiq+ mensen
helpline-for-trans = voor trans mensen
helpline-for-veterans = voor veteranen
helpline-for-indigenous = voor inheemse mensen
helpline-for-deaf = voor dove en slechthorende mensen
helpline-for-domestic-violence = geweld thuis
helpline-for-sexual-violence = seksueel geweld
helpline-for-substance-use = alcohol en andere drugs
helpline-for-referral = helpt je steun in de buurt te vinden

helpline-emergency = Ben je nu in gevaar, bel **{ $number }**.
helpline-emergency-ambulance = Ben je nu in gevaar, bel **{ $number }** voor een ambulance.
helpline-emergency-fire-and-ambulance = Ben je nu in gevaar, bel **{ $number }** voor een ambulance of de brandweer.
helpline-emergency-unknown = Ben je nu in gevaar, bel dan het noodnummer van je land ({ $country }). We kennen het niet zeker, daarom staat het hier niet.
