# Líneas de ayuda, como las lee una persona que lo está pasando mal. Los números van tal como se marcan.

helpline-call = **{ $name }**: llama al **{ $number }**
helpline-text = **{ $name }**: envía un SMS al **{ $number }**
helpline-text-keyword = **{ $name }**: envía **{ $keyword }** por SMS al **{ $number }**
helpline-chat = **{ $name }**: chat en <{ $number }>
helpline-whatsapp = **{ $name }**: WhatsApp **{ $number }**
helpline-web = **{ $name }**: <{ $number }>

helpline-always = de día y de noche
helpline-daily = cada día de { $opens } a { $closes }, hora de allí
helpline-limited = solo a ciertas horas
helpline-hours-unknown = el horario puede variar

helpline-languages = en { $languages }
helpline-languages-more = en { $languages }, entre otros
helpline-languages-many = en muchos idiomas
helpline-region = para { $region }
helpline-less-sure = si nadie contesta, prueba otra línea

helpline-for-youth = para jóvenes
helpline-for-women = para mujeres
helpline-for-men = para hombres
helpline-for-families = para familias
helpline-for-parents = para madres y padres
helpline-for-lgbtq = para personas LGBTQ+
helpline-for-trans = para personas trans
helpline-for-veterans = para veteranos
helpline-for-indigenous = para personas indígenas
helpline-for-deaf = para personas sordas o con dificultades de audición
helpline-for-domestic-violence = violencia en casa
helpline-for-sexual-violence = violencia sexual
helpline-for-substance-use = alcohol y otras drogas
helpline-for-referral = te ayuda a encontrar apoyo cerca

helpline-emergency = Si estás en peligro ahora mismo, llama al **{ $number }**.
helpline-emergency-ambulance = Si estás en peligro ahora mismo, llama al **{ $number }** para pedir una ambulancia.
helpline-emergency-fire-and-ambulance = Si estás en peligro ahora mismo, llama al **{ $number }** para pedir una ambulancia o a los bomberos.
helpline-emergency-unknown = Si estás en peligro ahora mismo, llama al número de emergencias de { $country }. No lo sabemos con certeza, por eso no ponemos ninguno.
