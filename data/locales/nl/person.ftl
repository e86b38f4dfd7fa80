# Wat de persoon zelf leest: privé, kort, gewoon. De eerste regel mag op een vergrendeld scherm staan.

person-opening = Hoi, dit is de bot van { $server }. Ik schrijf alleen jou, over iets wat je daar hebt geschreven.
person-opening-asked = Hoi, dit is de bot van { $server }. Ik schrijf alleen jou: je wilde met iemand praten.
person-opening-worried = Hoi, dit is de bot van { $server }. Ik schrijf alleen jou: iemand hier dacht aan je en vroeg zich af hoe het met je gaat.
person-not-in-trouble = Je hebt niets verkeerd gedaan, en er is nergens iets geplaatst.
person-who-knows = Ik laat het nu aan { $name } van het team weten. Meestal krijg je binnen een paar minuten een bericht.
person-what-helps = Wat zou je nu het meest helpen?

person-button-talk = Hier praten
person-button-other = Iemand anders
person-button-not-now = Nu niet
person-button-meant-otherwise = Zo bedoelde ik het niet
person-button-talk-after-all = Ik wil toch wel praten

person-talk-soon = Goed. Wie je antwoordt, ziet dat je wilt praten. Je kunt hier alvast schrijven: ik bewaar het voor de mensen die dienst hebben en de leiding, en alleen zij kunnen het lezen.
person-talk-holder = Goed. Je kunt hier schrijven, ik breng het naar { $name }. De mensen die dienst hebben en de leiding kunnen het lezen, en niemand in de groep.
person-other-soon = Dat is prima. Ik vraag nu iemand anders, en je hoeft niet te zeggen waarom.
person-not-now = Prima, ik schrijf niet meer, tenzij je erom vraagt of ik niemand voor je kan bereiken. Iemand van het team schrijft je misschien toch, en je kunt er altijd op terugkomen.
person-meant-lowered = Dank je dat je het zegt, en sorry dat ik stoorde. Iemand kijkt er later rustig naar.
person-meant-kept = Dank je dat je het zegt. Omdat het over iets zwaars ging, komt er toch nog iemand van het team even bij je kijken.

person-nobody = Dit is de bot van { $server }, ik schrijf alleen jou. Eerlijk gezegd: er heeft nu niemand dienst.
person-nobody-else = Eerlijk gezegd: verder heeft er nu niemand dienst.
person-lead-told = Ik laat het weten aan wie inspringt als er niemand dienst heeft, en ik weet niet wanneer die het ziet.
person-back = Vanaf { $at } heeft er weer iemand dienst.
person-back-unknown = Ik weet nog niet wanneer er weer iemand dienst heeft.
person-still-trying = Ik probeer nog steeds iemand voor je te vinden. Hier antwoordt nu iemand:
person-unanswered = Tot nu toe heb ik niemand voor je kunnen bereiken. Het spijt me. Er kan nog iemand komen. Hier antwoordt nu iemand:

person-taken = { $name } is er nu voor je en gaat je schrijven. Ik doe een stap terug, zodat je met één iemand praat.
person-from = **{ $name }** schrijft: { $words }

person-space-offer = { $name } biedt je een eigen plek aan om te praten. Wie daar kan lezen: { $readers }. Die gaat alleen open als je ja zegt.
person-space-readers = jij, { $name }, { $second } als tweede iemand van het team, en wie deze server beheert
person-space-readers-alone = jij, { $name } en wie deze server beheert
person-button-space-yes = Ja, doe maar open
person-button-space-no = Nee, dank je
person-space-open = Je eigen plek is open: { $space }
person-space-refused = Dat is prima. Je kunt hier gewoon verder schrijven.
person-space-failed = Het lukte me nu niet om een eigen plek te openen. Je kunt hier schrijven: wat je me stuurt, komt bij wie er nu voor je is.
person-thread-readers = Deze plek is alleen voor jou: jij kunt hem lezen, wie deze server beheert, en wie je antwoordt. Ik breng ze wat je hier schrijft. { $days } dagen nadat dit voorbij is, wordt deze plek verwijderd.

person-passed-on = Ik heb het naar { $name } gebracht. De mensen die dienst hebben en de leiding kunnen het lezen, en niemand in de groep.
person-kept-for-them = Ik heb het verteld aan wie ik nu vraag om je te antwoorden. Zij, de anderen die dienst hebben en de leiding kunnen het lezen, en niemand in de groep.
person-told-leads = Wie je antwoordt kon ik nu niet bereiken, dus ik heb het aan de leiding verteld. De leiding en de mensen die dienst hebben kunnen het lezen, en niemand in de groep.
person-kept-untold = Ik heb het bewaard, maar ik kon het nu aan niemand vertellen. De mensen die dienst hebben en de leiding kunnen het lezen, en niemand in de groep. Als het niet kan wachten, staan er hulplijnen achter de knop.
person-kept-for-later = Ik bewaar het voor de mensen die dienst hebben en de leiding, en alleen zij kunnen het lezen. Iemand kijkt er later rustig naar. Wil je nu iemand, druk dan op de knop.

person-apology = Ik heb je geschreven terwijl het niet nodig was, sorry dat ik stoorde. Er blijft niets open staan. Je bent hier welkom zoals je bent.
person-closed = Dit is nu afgesloten, er staat niets meer open. Je kunt altijd terugkomen: schrijf me, of druk op de knop.
person-closing = Dank je dat er iemand bij je mocht zijn. Wil je morgen een kort berichtje, en over een week nog een, om te horen hoe het gaat?
person-button-follow-yes = Ja, graag
person-button-follow-no = Nee, dank je
person-follow-planned = Ik schrijf je morgen en over een week. Je kunt het altijd afzeggen.
person-follow-none = Prima, geen berichten. Je kunt altijd terugkomen.
person-follow-up = Hoi, dit is de bot van { $server }, ik schrijf alleen jou. Je vroeg om een berichtje: hoe gaat het vandaag met je?
person-button-follow-fine = Het gaat wel goed
person-button-follow-talk = Ik wil graag praten
person-button-follow-stop = Geen berichten meer
person-follow-thanks = Dank je voor je antwoord. Je kunt altijd terugkomen.

space-name = Kamer { $number }
space-welcome =
    { $person }, deze plek is van jou. { $responder } is hier bij je.
    Wie hier kan lezen: { $readers }. Je kunt altijd weggaan. { $days } dagen nadat dit voorbij is, wordt deze plek verwijderd.
