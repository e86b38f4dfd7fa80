# Las palabras propias de un servidor, y lo que debe callar.

command-lexicon-name = lexico
command-lexicon = Las palabras que añade este servidor y lo que no debe avisar
command-test-name = probar
command-lexicon-test = Prueba un texto: ¿qué haría el bot con él aquí?
command-lexicon-text = El texto; no se guarda
command-add-name = anadir
command-lexicon-add = Añade una frase, después de ver qué habría hecho
command-lexicon-phrase = Palabras; * al final de una para cualquier terminación, * suelto para hasta tres palabras
command-lexicon-does = Qué pasa con un mensaje que tiene la frase
command-lexicon-channel = Solo en este canal (en todos si se deja vacío)
command-lexicon-category = De qué trata la frase
command-quiet-name = callar
command-lexicon-quiet = Haz que una regla propia del bot no avise
command-lexicon-rule = El nombre de la regla, como lo muestran Por qué o /lexico probar, p. ej. en.ideation.kms
command-remove-name = quitar
command-lexicon-remove = Quita una entrada
command-lexicon-entry = Qué entrada
command-lexicon-list = Muestra todas las entradas de este servidor
command-export-name = exportar
command-lexicon-export = Recibe todas las entradas en un archivo
command-import-name = importar
command-lexicon-import = Añade las entradas de un archivo exportado
command-lexicon-file = Un archivo hecho con /lexico exportar

wording-does-page = despierta a alguien ahora
wording-does-review = se mira en unas horas
wording-does-quiet = no avisa

wording-category-attempt = un intento
wording-category-overdose = una sobredosis
wording-category-means = medios a mano
wording-category-plan = un plan
wording-category-farewell = una despedida
wording-category-abuse = maltrato o peligro por otros
wording-category-violence = una amenaza a otros
wording-category-third-person = otra persona en riesgo
wording-category-ideation = querer morir
wording-category-self-harm = autolesiones
wording-category-asking-for-help = pedir ayuda

wording-everywhere = en todos los canales
wording-line = **{ $number }** · { $what } { $does }, { $where }
wording-list-title = { $count ->
    [one] Una entrada de este servidor
   *[other] { $count } entradas de este servidor
}
wording-more = y { $count } anteriores: /lexico exportar las muestra todas.
wording-none = Este servidor no ha añadido palabras. /lexico anadir pone una.
wording-preview = De los últimos { $read } mensajes: { $page } despertarían ahora a alguien, { $review } se mirarían ahora y { $quiet } avisarían menos. Los mensajes se han contado, no guardado.
wording-never-quiet = Un plan, los medios a mano, un intento, una despedida y una sobredosis nunca se callan.
wording-counts = Cuenta desde ahora: { $entry }
wording-dropped = No se ha cambiado nada.
wording-removed = La entrada { $number } ya no está.
wording-exported = Todas las entradas de este servidor, para guardarlas o compartirlas. Las de un solo canal valen solo en este servidor.
wording-imported = { $count ->
    [0] En ese archivo no había nada nuevo.
    [one] Se ha añadido una entrada.
   *[other] Se han añadido { $count } entradas.
}
wording-tier-page = Esto despertaría a alguien ahora.
wording-tier-review = Esto se miraría en unas horas.
wording-tier-none = Esto no avisaría.
wording-tested-rule = La regla es { $rule }: { $category }.
wording-tested-lowered = Bajada por { $by }.
wording-offer = ¿La regla { $rule } salta demasiado en { $channel }? Puedes proponer que ahí no avise. Lo decide quien coordina.
wording-offered = Propuesto. Quien coordina lo verá en el canal de guardia.
wording-proposed = Tras un caso que no lo era, alguien propone esto: { $entry }. Puede decidirlo quien coordina.

button-wording-yes = Sí, desde ahora
button-wording-no = No
button-wording-offer = Proponerlo

error-phrase-unclear = Eso no lo puedo buscar. Escribe hasta ocho palabras; un * puede terminar una palabra o ir suelto entre dos, en lugar de hasta tres palabras.
error-rule-protected = Un plan, los medios a mano, un intento, una despedida y una sobredosis no se pueden callar. Si esta regla falla a menudo, díselo a quien cuida del bot.
error-no-such-wording = No existe esa entrada. /lexico lista muestra las que hay; /lexico probar muestra el nombre de una regla.
error-too-many-wordings = Un servidor puede tener { $count } entradas. Quita alguna antes.
error-import-unreadable = La línea { $line } de ese archivo no se puede usar, así que no se ha añadido nada. Usa un archivo hecho con /lexico exportar.
