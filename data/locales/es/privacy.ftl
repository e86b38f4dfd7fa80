# Lo que una persona puede pedirle al bot sobre sí misma: verlo, tener una copia, que la olvide.

privacy-page-title = Lo que se guarda sobre ti
privacy-page-made = Hecho el { $at }. Las palabras sobre un momento difícil se cuentan aquí sin mostrarlas; todo lo demás se muestra.
privacy-page-why = Para qué: { $why }. Cuánto tiempo: { $until }. Quién responde de ello: { $owner }.
privacy-nothing = No se guarda nada sobre ti.
privacy-yes = sí
privacy-no = no
privacy-line = { $what } ({ $count }): { $when }
privacy-goes-by = desaparece como tarde el { $day }
privacy-stays = Lo que queda: códigos y horas de momentos difíciles, sin nombre, para poder responder de lo que se hizo. Los mensajes de Discord quedan hasta que alguien los borre.
