# Lo que una persona puede pedirle al bot sobre sí misma: verlo, tener una copia, que la olvide.

privacy-page-title = Lo que se guarda sobre ti
privacy-page-made = Hecho el { $at }. Las palabras sobre un momento difícil se cuentan aquí sin mostrarlas. A quién no debe llegar un aviso no se enseña a nadie. Todo lo demás está aquí.
privacy-page-why = Para qué: { $why }. Cuánto tiempo: { $until }. Quién responde de ello: { $owner }.
privacy-nothing = No se guarda nada sobre ti con tu nombre.
privacy-sealed = Lo que respondiste en una encuesta que sigue abierta y una sugerencia que espera en un buzón están sellados y sin tu nombre, así que no puedo mostrarlos, ni siquiera a ti. Puedes retirarlos en todos los servidores a la vez; borrarlo todo también los retira.
privacy-yes = sí
privacy-no = no
privacy-line = { $what } ({ $count }): { $when }
privacy-goes-by = desaparece como tarde el { $day }
privacy-stays = Lo que queda: códigos y horas de momentos difíciles, sin nombre, para poder responder de lo que se hizo; y, un año como mucho, los códigos con los que un aviso no llega a la persona de quien trata, sea quien sea. En Discord borro mis mensajes directos contigo, mis mensajes que te nombran y los espacios privados que abrí para ti, también lo que otras personas escribieron en ellos. Lo que escribiste en otros sitios, en canales o a mí, solo puedes borrarlo tú.

command-privacy-name = privacidad
command-privacy = Lo que se guarda sobre ti; pide una copia o que se borre
privacy-intro = Solo tú puedes ver esto.
privacy-read = Leo lo que me envías. En el canal de un grupo leo lo que el grupo acordó, y puedo decirte solo a ti si escribiste allí un dato personal; en otros canales que puedo ver busco palabras que puedan indicar que alguien está en peligro. Donde no se encuentra nada, no se guarda nada. Si tienes preguntas, hazlas a quienes llevan este servidor.
privacy-button-copy = Quiero una copia
privacy-button-erase = Borrar todo sobre mí
privacy-button-erase-sure = Borrarme dentro de un día
privacy-button-keep = Dejarlo todo
privacy-button-cancel = No me borres
privacy-copy = Aquí tienes tu copia: una página para leer en el navegador y lo mismo para un programa. Solo tú puedes verla. Guárdala en un lugar seguro.
privacy-button-unseal = Retirar lo sellado
privacy-unsealed = Hecho. Ya no queda sellado nada de lo que dijiste: ninguna respuesta en una encuesta abierta, ninguna sugerencia en espera. Mientras sigan abiertas, puedes volver a responder.
privacy-erase-sealed = Lo que respondiste en encuestas que sigan abiertas entonces y una sugerencia que siga esperando se retiran primero. Una encuesta que se cierre antes cuenta tus respuestas, y ya nadie puede encontrarlas en ella.
privacy-erase-title = Lo que desaparece
privacy-erase-preview = Esto quita todo lo que aparece aquí, en todos los servidores que compartes conmigo. También sales de las listas de guardia y de los grupos. Hay un día de espera, y hasta entonces puedes cambiar de idea con /{ command-privacy-name }. Después no se puede recuperar.
privacy-held = Espera a que termine la conversación en la que participas, para que nadie se quede a solas a mitad de camino.
privacy-may-wait = Puede tardar más: si hay un momento difícil que tenga que ver contigo, tuyo o de otra persona, antes se acompaña hasta el final.
privacy-planned = Todo lo que se guarda sobre ti se borrará { $at }. Hasta entonces puedes cambiar de idea.
privacy-cancelled = No se borrará nada. Todo queda como estaba.
privacy-nothing-planned = No hay ningún borrado previsto.
privacy-receipt = Lo que guardaba sobre ti se borró { $at }. Las copias hechas por si se rompe un disco lo pierden el { $final } como muy tarde. Puedes escribirme cuando quieras; entonces te conoceré como a alguien nuevo.
privacy-reason-open-case = espera a que termine una conversación abierta
privacy-reason-away = espera a la base de datos
removal-reason-not-yet = espera a que Discord lo quite
error-nothing-kept = No se guarda nada sobre ti con tu nombre, así que no hay nada que borrar. Si respondiste una encuesta que sigue abierta o espera una sugerencia tuya, puedes retirarlas con /{ command-privacy-name }.
