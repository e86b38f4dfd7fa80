# O que a pessoa lê: em particular, curto, simples. A primeira linha pode aparecer na tela bloqueada.

person-opening = Oi, aqui é o bot de { $server }. Escrevo só para você, por causa de algo que você escreveu lá.
person-opening-asked = Oi, aqui é o bot de { $server }. Escrevo só para você: você pediu para falar com alguém.
person-opening-worried = Oi, aqui é o bot de { $server }. Escrevo só para você: alguém daqui pensou em você e quis saber como você está.
person-not-in-trouble = Você não fez nada de errado, e nada foi publicado em lugar nenhum.
person-who-knows = Estou avisando { $name }, da equipe. A resposta costuma vir em poucos minutos.
person-what-helps = O que mais te ajudaria neste momento?

person-button-talk = Conversar aqui
person-button-other = Outra pessoa
person-button-not-now = Agora não
person-button-meant-otherwise = Não foi isso que eu quis dizer
person-button-talk-after-all = Quero conversar, sim

person-talk-soon = Certo. Quem te responder vai ver que você quer conversar. Já pode escrever aqui: fica guardado para quem está de plantão e para as pessoas responsáveis, e só elas podem ler.
person-talk-holder = Certo. Pode escrever aqui: eu levo para { $name }. Quem está de plantão e as pessoas responsáveis podem ler, e ninguém do grupo.
person-other-soon = Tudo bem. Vou chamar outra pessoa, e você não precisa dizer por quê.
person-not-now = Tudo bem, não escrevo mais, a não ser que você peça ou que eu não consiga falar com ninguém por você. Alguém da equipe ainda pode te escrever, e você pode voltar quando quiser.
person-meant-lowered = Obrigado por dizer, e desculpe o incômodo. Alguém vai olhar mais tarde, sem pressa.
person-meant-kept = Obrigado por dizer. Pelo assunto que era, alguém da equipe ainda vai querer saber de você.

person-nobody = Aqui é o bot de { $server }, escrevo só para você. Vou ser direto: não há ninguém de plantão agora.
person-nobody-else = Vou ser direto: não há mais ninguém de plantão agora.
person-lead-told = Estou avisando quem ajuda quando não há ninguém de plantão, e não sei quando vão ver.
person-back = Haverá alguém de plantão de novo a partir de { $at }.
person-back-unknown = Ainda não sei quando haverá alguém de plantão de novo.
person-still-trying = Continuo tentando encontrar alguém para você. Aqui há quem atenda agora:
person-unanswered = Até agora não consegui ninguém para você. Sinto muito. Alguém ainda pode vir. Aqui há quem atenda agora:

person-taken = { $name } está aqui com você agora e vai te escrever. Eu saio de cena, para você conversar com uma pessoa só.
person-from = **{ $name }** escreve: { $words }

person-space-offer = { $name } te oferece um lugar privado para conversar. Quem pode ler: { $readers }. Ele só abre se você disser que sim.
person-space-readers = você, { $name }, { $second } como segunda pessoa de apoio, e quem administra este servidor
person-space-readers-alone = você, { $name } e quem administra este servidor
person-button-space-yes = Sim, pode abrir
person-button-space-no = Não, obrigado
person-space-open = Seu lugar privado está aberto: { $space }
person-space-refused = Tudo bem. Você pode continuar escrevendo aqui.
person-space-failed = Não consegui abrir um lugar privado agora. Pode escrever aqui: o que você me manda chega a quem está com você.
person-thread-readers = Este lugar é só para você: quem lê é você, quem administra este servidor e a pessoa que te responder. Eu levo a elas o que você escrever aqui. Ele é apagado { $days } dias depois que isto terminar.

person-passed-on = Levei para { $name }. Quem está de plantão e as pessoas responsáveis podem ler, e ninguém do grupo.
person-kept-for-them = Levei às pessoas que estou chamando para te responder. Elas podem ler, e também quem mais está de plantão e as pessoas responsáveis, e ninguém do grupo.
person-told-leads = Não consegui falar agora com quem te responde, então avisei as pessoas responsáveis. Elas e quem está de plantão podem ler, e ninguém do grupo.
person-kept-untold = Guardei, mas agora não consegui avisar ninguém. Quem está de plantão e as pessoas responsáveis podem ler, e ninguém do grupo. Se não puder esperar, use uma das linhas de apoio que estão no botão.
person-kept-for-later = Fica guardado para quem está de plantão e para as pessoas responsáveis, e só elas podem ler. Alguém vai olhar mais tarde, sem pressa. Se você quiser alguém agora, aperte o botão.

person-apology = Escrevi para você sem necessidade, e peço desculpas pelo incômodo. Não ficou nada pendente. Você é bem-vindo, bem-vinda, do jeito que é.
person-closed = Por enquanto isto está encerrado, e não ficou nada pendente. Você pode voltar quando quiser: me escreva ou aperte o botão.
person-closing = Obrigado por deixar alguém estar com você. Quer uma mensagem curta amanhã, e outra daqui a uma semana, para saber como você está?
person-button-follow-yes = Sim, quero
person-button-follow-no = Não, obrigado
person-follow-planned = Vou escrever amanhã e daqui a uma semana. Você pode cancelar quando quiser.
person-follow-none = Tudo bem, sem mensagens. Você pode voltar quando quiser.
person-follow-up = Oi, aqui é o bot de { $server }, escrevo só para você. Você pediu uma mensagem: como você está hoje?
person-button-follow-fine = Estou bem
person-button-follow-talk = Quero conversar
person-button-follow-stop = Sem mais mensagens
person-follow-thanks = Obrigado por responder. Você pode voltar quando quiser.

space-name = Sala { $number }
space-welcome =
    { $person }, este lugar é seu. { $responder } está aqui com você.
    Quem pode ler: { $readers }. Você pode sair quando quiser. Ele é apagado { $days } dias depois que isto terminar.
