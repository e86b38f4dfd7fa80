# Pedir uma pessoa, para si ou para alguém. Nada daqui fica atrás de uma porta.

command-support-name = apoio
command-support = Falar com alguém da equipe, em particular, a qualquer hora
command-help-name = ajuda
command-help = Onde encontrar uma pessoa, linhas de apoio e o que este bot faz
menu-support-for-this = Pedir apoio por isto
menu-worried = Estou preocupado com alguém

button-talk-now = Falar com alguém agora
button-talk-words = Escrever umas palavras antes
button-helplines = Linhas de apoio
button-fears = E se eu pedir ajuda?
button-kept = O que fica guardado sobre mim
button-someone-for-me = Eu também quero alguém

support-on-shift = { $name } está de plantão agora. Aperte o botão e o aviso chega na hora.
support-nobody-now = Não há ninguém de plantão agora. Mesmo assim você pode apertar o botão; as linhas de apoio atendem a qualquer hora.
support-limits =
    Antes de contar mais: quem está de plantão e as pessoas responsáveis por este servidor podem ler, e quem administra o servidor e o Discord também. Fica entre elas, a não ser que uma vida esteja em perigo. As palavras são apagadas um dia depois de terminar, no máximo em três dias. São pessoas como você: não são profissionais de saúde nem serviço de emergência.
support-form-title = Umas palavras, se quiser
support-form-label = O que está acontecendo?
support-form-notice = Quem está de plantão e as pessoas responsáveis leem isto, e quem administra o servidor e o Discord podem ler. Fica entre elas, a não ser que uma vida esteja em perigo. Também pode enviar vazio.
support-sent = Estou avisando { $name }. Em geral alguém te escreve em particular em poucos minutos. Você não precisa fazer mais nada.
support-held = { $name } já está com você e recebeu outro aviso.
support-nobody = Não há ninguém de plantão agora.
support-which-server = É sobre qual comunidade?

home =
    Aperte **Falar com alguém agora**, e uma pessoa desta comunidade fica sabendo. Você também pode me escrever aqui a qualquer hora.
    Sou um bot que ajuda as pessoas a se encontrarem. Não sou profissional de saúde nem serviço de emergência, e não sirvo para prontuários.

fears = Muita gente hesita por um destes motivos. Aperte o que passa pela sua cabeça.
fear-button-police = A polícia vai vir?
fear-button-cost = Custa alguma coisa?
fear-button-burden = Eu seria um peso
fear-button-words = Não sei o que dizer
fear-police = Primeiro, alguém escuta. Só quando uma vida está em perigo naquele momento se fala em ajuda de fora, e junto com você sempre que der. O Discord não nos diz onde você está.
fear-cost = Não. Conversar com alguém aqui é de graça. A maioria das linhas de apoio também; o site delas diz.
fear-burden = Quem está de plantão escolheu estar ali, e as pessoas se revezam para ninguém carregar demais. Você não tira nada de ninguém.
fear-words = Não precisa das palavras certas. "Não sei por onde começar" já basta. A outra pessoa faz a próxima pergunta, e o silêncio também vale.

help-country = Outros países: de { $first } a { $last }
helplines-no-country = Escolha seu país abaixo para ver quem atende aí. Se você está em perigo agora, ligue para o número de emergência de onde você está.

concern-sent = Obrigado por cuidar dessa pessoa. Quem está de plantão já sabe, e não diz que veio de você. Você pode parar por aqui. Quer também alguém com quem conversar?
concern-known = Obrigado por cuidar dessa pessoa. Quem está de plantão já sabia. Você pode parar por aqui. Quer também alguém com quem conversar?
concern-nobody = Obrigado por cuidar dessa pessoa. Não há ninguém de plantão agora, então não sei dizer quando alguém vai ver. Se ela pode estar em perigo agora, use as linhas de apoio ou o número de emergência.
worried-form-title = Estou preocupado com alguém
worried-form-label = O que você percebeu?
worried-form-notice = Quem está de plantão e as pessoas responsáveis leem isto, e não dizem que veio de você. Também pode enviar vazio.
worried-left = Essa pessoa não está mais neste servidor, então não consigo falar com ela. Se você acha que ela está em perigo, as linhas de apoio podem dizer o que fazer.

error-too-many-concerns = Você pediu apoio para outras pessoas { $times } vezes em um dia, e não posso receber mais do que isso de uma só pessoa. Se alguém está em perigo agora, ligue para o número de emergência ou escreva à moderação.
