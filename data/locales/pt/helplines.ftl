# Linhas de apoio, como as lê quem está passando mal. Os números aparecem como se discam.

helpline-call = **{ $name }**: ligue **{ $number }**
helpline-text = **{ $name }**: mande SMS para **{ $number }**
helpline-text-keyword = **{ $name }**: mande **{ $keyword }** por SMS para **{ $number }**
helpline-chat = **{ $name }**: chat em <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = dia e noite
helpline-daily = todos os dias das { $opens } às { $closes }, hora de lá
helpline-limited = só em alguns horários
helpline-hours-unknown = o horário pode variar

helpline-languages = em { $languages }
helpline-languages-more = em { $languages }, entre outros
helpline-languages-many = em muitos idiomas
helpline-region = para { $region }
helpline-less-sure = se ninguém atender, tente outra linha

helpline-for-youth = para jovens
helpline-for-women = para mulheres
helpline-for-men = para homens
helpline-for-families = para famílias
helpline-for-parents = para mães e pais
helpline-for-lgbtq = para pessoas LGBTQ+
helpline-for-trans = para pessoas trans
helpline-for-veterans = para veteranos
helpline-for-indigenous = para pessoas indígenas
helpline-for-deaf = para pessoas surdas ou com deficiência auditiva
helpline-for-domestic-violence = violência em casa
helpline-for-sexual-violence = violência sexual
helpline-for-substance-use = álcool e outras drogas
helpline-for-referral = ajuda a encontrar apoio perto de você

helpline-emergency = Se você está em perigo agora, ligue **{ $number }**.
helpline-emergency-ambulance = Se você está em perigo agora, ligue **{ $number }** e peça uma ambulância.
helpline-emergency-fire-and-ambulance = Se você está em perigo agora, ligue **{ $number }** e peça uma ambulância ou os bombeiros.
helpline-emergency-unknown = Se você está em perigo agora, ligue para o número de emergência do seu país ({ $country }). Não o sabemos com certeza, por isso não mostramos nenhum.
