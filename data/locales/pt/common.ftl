# O que qualquer parte pode precisar dizer.

error-unexpected = Algo deu errado do meu lado, e ficou anotado. Tente de novo daqui a pouco. Se precisa de alguém agora, me escreva direto ou use as linhas de apoio.
error-command = Não funcionou. Tente de novo daqui a pouco, ou use os botões.
error-button-unknown = Este botão é de uma versão antiga minha e não leva mais a lugar nenhum. Use /ajuda para achar os atuais.
error-form-not-at-hand = O que você tinha escrito já não está à mão: fica guardado por quinze minutos, e não depois de um reinício. Abra o formulário de novo, por favor.
button-form-again = Voltar ao que escrevi
button-undo = Desfazer
error-already-resolved = Isto já foi encerrado. Não falta fazer nada.
error-not-yours = Este botão era para outra pessoa. /apoio te leva a alguém.
error-person-gone = Essa pessoa saiu do servidor, então não posso mais escrever para ela. Se você conhece outro caminho, use-o, por favor.
error-server-not-set-up = Este servidor ainda não está pronto. Quem cuida dele pode usar /setup.
error-storage-unavailable = Não deu para salvar agora, então nada mudou. Tente de novo em um minuto. Se precisa conversar com alguém, /apoio funciona mesmo agora.
