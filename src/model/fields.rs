//! The content model: every key that authors may write, with its label, its type and its
//! explanation. `docs/campi.md` is generated from here; nothing else lists the fields.

use super::forge::ForgeKind;
use super::schema::{Field, Schema, Shape, Target, Vocabulary};

use Shape::{
    Bool, Cap, Choice, CodiceCatastale, CodiceIstat, Coordinates, Coverage, Date, Email, Euro, File, Integer, Lang,
    List, Markdown, Moment, Phone, Record, Ref, Site, SitePath, Slug, Text, Time, Web, Weekdays,
};

static A_CONTATTO: Shape = Record(CONTATTO);
static A_SEDE: Shape = Record(SEDE);
static A_ORARIO: Shape = Record(ORARIO);
static A_CHIUSURA: Shape = Record(CHIUSURA);
static A_ECCEZIONE: Shape = Record(ECCEZIONE);

const ORGANIZATION: Shape = Ref(Target::Organization);
const COMUNE: Shape = Ref(Target::Comune);

pub static CONTATTO: &[Field] = &[
    Field::new("nome", "Nome", Text, "Ufficio o sportello che risponde, mai una persona."),
    Field::new("telefono", "Telefono", Phone, "Un numero fisso d'ufficio o un numero pubblico."),
    Field::new("email", "E-mail", Email, "Casella dell'ufficio, mai personale."),
    Field::new("pec", "PEC", Email, "Posta elettronica certificata."),
    Field::new("sito", "Sito", Web, "Pagina con altre informazioni."),
    Field::new("nota", "Nota", Text, "Per esempio: solo al mattino."),
];

pub static SEDE: &[Field] = &[
    Field::new("nome", "Nome", Text, "Come si chiama il posto."),
    Field::new("indirizzo", "Indirizzo", Text, "Via e numero.").required(),
    Field::new("comune", "Comune", COMUNE, "Comune della bacheca in cui si trova."),
    Field::new("cap", "CAP", Cap, "Se diverso da quello del Comune."),
    Field::new("coordinate", "Coordinate", Coordinates, "Latitudine e longitudine, come le dà una mappa."),
    Field::new("senza_gradini", "Senza gradini", Bool, "Se si entra in carrozzina da soli."),
    Field::new("indicazioni", "Indicazioni", Text, "Come arrivare: piano, stanza, citofono."),
];

pub static ORARIO: &[Field] = &[
    Field::new("giorni", "Giorni", List(&Weekdays), "Uno o più giorni.").required(),
    Field::new("dalle", "Dalle", Time, "Ora di apertura.").required(),
    Field::new("alle", "Alle", Time, "Ora di chiusura.").required(),
    Field::new("nota", "Nota", Text, "Per esempio: su appuntamento."),
];

pub static CHIUSURA: &[Field] = &[
    Field::new("dal", "Dal", Date, "Primo giorno di chiusura.").required(),
    Field::new("al", "Al", Date, "Ultimo giorno di chiusura, se più di uno."),
    Field::new("motivo", "Motivo", Text, "Perché è chiuso."),
];

static PER_COMUNE: &[Field] = &[
    Field::new("comune", "Comune", COMUNE, "Dove vale la differenza.").required(),
    Field::new("nota", "Nota", Text, "Che cosa cambia."),
    Field::new("costo_dettagli", "Costo", Text, "Quanto costa in questo Comune."),
    Field::new("contatti", "Contatti", List(&A_CONTATTO), "Chi risponde in questo Comune."),
    Field::new("orari", "Orari", List(&A_ORARIO), "Quando è aperto in questo Comune."),
];

static ETA: &[Field] = &[
    Field::new("da", "Da", Integer, "Età minima, in anni compiuti."),
    Field::new("a", "A", Integer, "Età massima, in anni compiuti."),
];

static ALLEGATO: &[Field] = &[
    Field::new("file", "File", File, "Nome del file nella cartella della scheda.").required(),
    Field::new("titolo", "Titolo", Text, "Che cos'è il documento.").required(),
    Field::new("descrizione", "Descrizione", Text, "A che cosa serve."),
    Field::new("accessibile", "Accessibile", Bool, "Se lo legge bene anche chi usa un lettore di schermo."),
];

static IMMAGINE: &[Field] = &[
    Field::new("file", "File", File, "Nome del file nella cartella della scheda.").required(),
    Field::new("alt", "Testo alternativo", Text, "Che cosa si vede, per chi non vede.").required(),
    Field::new("autore", "Autore", Text, "Chi l'ha fatta.").required(),
    Field::new("licenza", "Licenza", Text, "A quali condizioni si può usare.").required(),
    Field::new("didascalia", "Didascalia", Text, "Frase sotto l'immagine."),
];

static LOGO: &[Field] = &[
    Field::new("file", "File", File, "Nome del file nella cartella della scheda.").required(),
    Field::new("alt", "Testo alternativo", Text, "Il nome scritto nel logo.").required(),
];

static CANALE: &[Field] = &[
    Field::new("etichetta", "Etichetta", Text, "Che cosa si fa premendo il pulsante.").required(),
    Field::new("url", "Indirizzo", Web, "Dove porta.").required(),
];

static FINANZIATORE: &[Field] = &[
    Field::new("ente", "Ente", ORGANIZATION, "Chi dà i soldi.").required(),
    Field::new("contributo", "Contributo", Euro, "Quanto."),
    Field::new("nota", "Nota", Text, "Nome del bando o della misura."),
];

static EVENTO: &[Field] = &[
    Field::new("titolo", "Titolo", Text, "Se diverso da quello della scheda."),
    Field::new("inizio", "Inizio", Moment, "Giorno e ora.").required(),
    Field::new("fine", "Fine", Moment, "Giorno e ora."),
    Field::new("luogo", "Luogo", Text, "Nome del posto."),
    Field::new("indirizzo", "Indirizzo", Text, "Via e numero."),
    Field::new("comune", "Comune", COMUNE, "Comune della bacheca in cui si trova."),
    Field::new("annullato", "Annullato", Bool, "Se non si tiene più."),
    Field::new("nota", "Nota", Text, "Per esempio: prenotazione obbligatoria."),
];

static ECCEZIONE: &[Field] = &[
    Field::new("codice", "Codice", Text, "Il codice del controllo.").required(),
    Field::new("motivo", "Motivo", Text, "Perché qui non vale.").required(),
];

static CONTROLLO: &[Field] = &[
    Field::new("codice", "Codice", Text, "Il codice del controllo.").required(),
    Field::new(
        "livello",
        "Livello",
        Choice(&["errore", "avviso", "consiglio", "spento"]),
        "`errore` non lascia pubblicare, `consiglio` si vede solo se lo chiedi, `spento` mai.",
    )
    .required(),
];

const NEEDS: Field = Field::new(
    "bisogni",
    "Bisogni",
    List(&Ref(Target::Term(Vocabulary::Needs))),
    "Di che cosa ha bisogno chi legge. Una scheda sta in poche voci.",
)
.required();

const TITOLO: Field =
    Field::new("titolo", "Titolo", Text, "Il nome con cui la cerca un cittadino.").required().max(100);
const DESCRIZIONE_BREVE: Field = Field::new(
    "descrizione_breve",
    "Descrizione breve",
    Text,
    "Una o due frasi: che cosa offre e a chi. Sta negli elenchi e nei motori di ricerca.",
)
.required()
.max(180);
const AGGIORNATO_IL: Field = Field::new("aggiornato_il", "Aggiornato il", Date, "Ultimo cambiamento del testo.");
const FONTE: Field = Field::new("fonte", "Fonte", List(&Text), "Da dove vengono le informazioni. Non si pubblica.");
const VECCHI_INDIRIZZI: Field =
    Field::new("vecchi_indirizzi", "Vecchi indirizzi", List(&SitePath), "Indirizzi di un tempo, che portano qui.");
const ECCEZIONI: Field =
    Field::new("eccezioni", "Eccezioni", List(&A_ECCEZIONE), "Controlli che qui non valgono, con il motivo.");
const BOZZA: Field = Field::new("bozza", "Bozza", Bool, "Se `sì`, non si pubblica.");
const CONTATTI: Field =
    Field::new("contatti", "Contatti", List(&A_CONTATTO), "Chi risponde. Se manca, valgono i contatti dell'ente.");
const SEDI: Field = Field::new("sedi", "Sedi", List(&A_SEDE), "Dove si va. Se manca, vale la sede dell'ufficio.");
const ORARI: Field = Field::new("orari", "Orari", List(&A_ORARIO), "Quando è aperto, settimana per settimana.");
const CHIUSURE: Field = Field::new("chiusure", "Chiusure", List(&A_CHIUSURA), "Ferie e chiusure straordinarie.");
const ACCESSO: Field = Field::new(
    "accesso",
    "Come si accede",
    List(&Choice(&["libero", "su-appuntamento", "con-domanda", "su-segnalazione", "online"])),
    "Uno o più modi.",
)
.advised();
const CHI_SEGNALA: Field = Field::new(
    "chi_segnala",
    "Chi può segnalare",
    Markdown,
    "Obbligatorio se si accede su segnalazione: chi può farla e come. Si legge per prima cosa.",
);
const REQUISITI: Field = Field::new("requisiti", "Requisiti", Markdown, "Che cosa bisogna avere per chiedere.");
const COSA_SERVE: Field = Field::new("cosa_serve", "Cosa serve", Markdown, "Documenti da portare.");
const COSA_SI_OTTIENE: Field =
    Field::new("cosa_si_ottiene", "Cosa si ottiene", Markdown, "Che cosa riceve chi chiede.");

static ENTRY: &[Field] = &[
    TITOLO,
    DESCRIZIONE_BREVE,
    NEEDS,
    Field::new("per_chi", "Per chi", List(&Ref(Target::Term(Vocabulary::Audiences))), "Le persone a cui è rivolta.")
        .required(),
    Field::new("ente", "Ente", ORGANIZATION, "Chi se ne occupa e risponde.").required(),
    Field::new("descrizione", "Descrizione", Markdown, "Testo libero, all'inizio della scheda."),
    Field::new("a_chi_si_rivolge", "A chi si rivolge", Markdown, "Chi può chiedere, in parole semplici.").advised(),
    Field::new("aree", "Aree", List(&Ref(Target::Term(Vocabulary::Areas))), "Aree del Piano di Zona."),
    Field::new("comuni", "Comuni", Coverage, "Dove vale: `tutti`, se non scrivi niente."),
    Field::new(
        "per_comune",
        "Differenze per Comune",
        List(&Record(PER_COMUNE)),
        "Che cosa cambia in un singolo Comune.",
    ),
    Field::new("a_cura_di", "A cura di", Text, "Chi ha scritto la scheda, se diverso dall'ente."),
    CONTATTI,
    SEDI.advised(),
    ORARI.advised(),
    CHIUSURE,
    Field::new("sospeso_dal", "Sospeso dal", Date, "Primo giorno di sospensione."),
    Field::new("sospeso_al", "Sospeso al", Date, "Ultimo giorno di sospensione."),
    Field::new("lingue_parlate", "Lingue parlate", List(&Text), "Lingue in cui ti capiscono."),
    Field::new("interprete", "Interprete", Text, "Se c'è un interprete, anche della lingua dei segni."),
    Field::new("eta", "Età", Record(ETA), "Età minima e massima."),
    Field::new("serve_spid", "Serve SPID", Bool, "Se serve SPID o la carta d'identità elettronica."),
    Field::new("serve_isee", "Serve ISEE", Bool, "Se bisogna presentare l'ISEE."),
    Field::new("costo", "Costo", Choice(&["gratuito", "a-pagamento", "secondo-isee"]), "Se si paga.").advised(),
    Field::new("costo_dettagli", "Dettagli sul costo", Text, "Quanto si paga."),
    Field::new("allegati", "Allegati", List(&Record(ALLEGATO)), "Moduli e documenti. Tipo e peso si leggono dal file."),
    Field::new("immagine", "Immagine", Record(IMMAGINE), "Una sola, se aiuta a capire."),
    PAROLE_CHIAVE,
    Field::new("correlati", "Schede collegate", List(&Ref(Target::Entry)), "Altre schede utili a chi legge questa."),
    Field::new("in_evidenza", "In evidenza", Bool, "Se mostrarla nella pagina iniziale."),
    Field::new(
        "tema_delicato",
        "Tema delicato",
        Bool,
        "Violenza, sfruttamento: pulsante di uscita rapida, niente indirizzi.",
    ),
    Field::new(
        "per_operatori",
        "Per operatori",
        Bool,
        "Se interessa solo chi ci lavora: sta fuori dagli elenchi dei cittadini.",
    ),
    Field::new("pubblicato_il", "Pubblicato il", Date, "Prima pubblicazione."),
    AGGIORNATO_IL,
    Field::new("verificato_il", "Verificato il", Date, "Ultima volta che qualcuno ha controllato i fatti.").advised(),
    Field::new("verifica_ogni_mesi", "Verifica ogni (mesi)", Integer, "Ogni quanto ricontrollare."),
    Field::new("pubblica_dal", "Pubblica dal", Date, "Prima di questo giorno non si vede."),
    Field::new("pubblica_fino_al", "Pubblica fino al", Date, "Dopo questo giorno non si vede più."),
    FONTE,
    VECCHI_INDIRIZZI,
    ECCEZIONI,
    BOZZA,
];

static SERVIZIO_ONLY: &[Field] = &[
    Field::new(
        "stato",
        "Stato",
        Choice(&["attivo", "sospeso", "non-ancora-attivo", "concluso"]),
        "`attivo`, se non scrivi niente.",
    ),
    Field::new("motivo_stato", "Motivo dello stato", Text, "Perché non è attivo."),
    ACCESSO,
    CHI_SEGNALA,
    REQUISITI,
    Field::new("come_fare", "Come fare", Markdown, "I passi, in ordine.").advised(),
    COSA_SERVE.advised(),
    COSA_SI_OTTIENE.advised(),
    Field::new("tempi", "Tempi e scadenze", Markdown, "Quanto bisogna aspettare.").advised(),
    Field::new("canale_digitale", "Accesso online", Record(CANALE), "Il pulsante per chiedere online."),
    Field::new("casi_particolari", "Casi particolari", Markdown, "Eccezioni."),
    Field::new("condizioni", "Condizioni di servizio", Markdown, "Regole e documenti che valgono."),
];

static PROGETTO_ONLY: &[Field] = &[
    Field::new("stato", "Stato", Choice(&["programmato", "in-corso", "concluso"]), "Se manca, si ricava dalle date."),
    Field::new("capofila", "Capofila", ORGANIZATION, "Chi guida il progetto.").advised(),
    Field::new("partner", "Partner", List(&ORGANIZATION), "Chi ci lavora insieme."),
    Field::new("finanziatori", "Finanziato da", List(&Record(FINANZIATORE)), "Chi dà i soldi, e quanti.").advised(),
    Field::new("costo_totale", "Costo totale", Euro, "Quanto costa in tutto."),
    Field::new("contributo", "Contributo", Euro, "Quanto coprono i finanziatori in tutto."),
    Field::new("inizio", "Inizio", Date, "Primo giorno.").advised(),
    Field::new("fine", "Fine", Date, "Ultimo giorno previsto.").advised(),
    Field::new("durata", "Durata", Text, "Per esempio: 3 anni."),
    Field::new("proroga_al", "Proroga al", Date, "Nuovo ultimo giorno, se è stato prorogato."),
    Field::new("obiettivo", "Obiettivo", Markdown, "A che cosa serve il progetto."),
    Field::new("obiettivi_specifici", "Obiettivi specifici", Markdown, "Obiettivi più dettagliati."),
    Field::new("azioni", "Azioni", Markdown, "Che cosa si fa."),
    Field::new("segnalazione", "Chi può segnalare e come", Markdown, "Come si entra nel progetto."),
    Field::new("come_partecipare", "Come partecipare", Markdown, "Che cosa può fare chi legge."),
    Field::new("cup", "CUP", Text, "Codice unico di progetto."),
    Field::new("programma", "Programma", Text, "Programma europeo o nazionale che paga."),
    Field::new("loghi", "Loghi", List(&Record(LOGO)), "Loghi che i finanziatori chiedono di mostrare."),
];

static OPPORTUNITA_ONLY: &[Field] = &[
    Field::new("tipo", "Tipo", Ref(Target::Term(Vocabulary::Types)), "Che genere di opportunità è.").required(),
    Field::new("domande_dal", "Domande dal", Date, "Primo giorno utile."),
    Field::new("scadenza", "Scadenza", Moment, "Ultimo giorno utile, con l'ora se c'è."),
    Field::new("sempre_aperta", "Sempre aperta", Bool, "Se non ha scadenza."),
    Field::new("fino_a_esaurimento", "Fino a esaurimento", Bool, "Se finisce con i posti o con i fondi."),
    Field::new("in_arrivo", "In arrivo", Bool, "Se è prevista ma non c'è ancora una data."),
    Field::new("chiusa_il", "Chiusa il", Date, "Se è stata chiusa prima della scadenza."),
    Field::new("esito", "Esito", Markdown, "Com'è andata, senza nomi di persone."),
    Field::new("eventi", "Date", List(&Record(EVENTO)), "Incontri, lezioni, giornate."),
    Field::new("posti", "Posti", Integer, "Quanti posti ci sono."),
    Field::new("importo", "Importo", Euro, "Quanto si riceve."),
    Field::new("importo_dettagli", "Dettagli sull'importo", Text, "Per esempio: al mese, per sei mesi."),
    ACCESSO,
    CHI_SEGNALA,
    REQUISITI.advised(),
    Field::new("come_partecipare", "Come partecipare", Markdown, "I passi, in ordine.").advised(),
    COSA_SERVE,
    COSA_SI_OTTIENE,
];

pub static SERVIZIO: Schema = Schema {
    name: "servizio",
    title: "Servizio",
    place: "File: `content/servizi/nome.md`, o `content/servizi/nome/index.md` se ha allegati.",
    groups: &[ENTRY, SERVIZIO_ONLY],
};
pub static PROGETTO: Schema = Schema {
    name: "progetto",
    title: "Progetto",
    place: "File: `content/progetti/nome.md`, o `content/progetti/nome/index.md` se ha allegati.",
    groups: &[ENTRY, PROGETTO_ONLY],
};
pub static OPPORTUNITA: Schema = Schema {
    name: "opportunità",
    title: "Opportunità",
    place: "File: `content/opportunita/nome.md`, o `content/opportunita/nome/index.md` se ha allegati.",
    groups: &[ENTRY, OPPORTUNITA_ONLY],
};

static TRANSLATED: &[Field] = &[
    Field::new(
        "traduce",
        "Traduce la versione del",
        Date,
        "La data `aggiornato_il` della scheda italiana che è stata tradotta.",
    )
    .required(),
    TITOLO,
    DESCRIZIONE_BREVE,
    Field::new("descrizione", "Descrizione", Markdown, "Testo libero, all'inizio della scheda."),
    Field::new("a_chi_si_rivolge", "A chi si rivolge", Markdown, "Chi può chiedere."),
    Field::new("a_cura_di", "A cura di", Text, "Chi ha tradotto."),
    Field::new("motivo_stato", "Motivo dello stato", Text, "Perché non è attivo."),
    Field::new("costo_dettagli", "Dettagli sul costo", Text, "Quanto si paga."),
    Field::new("importo_dettagli", "Dettagli sull'importo", Text, "Quanto si riceve."),
    Field::new("interprete", "Interprete", Text, "Se c'è un interprete."),
    Field::new("parole_chiave", "Parole chiave", List(&Text), "Parole con cui si cerca in questa lingua."),
    CHI_SEGNALA,
    REQUISITI,
    Field::new("come_fare", "Come fare", Markdown, "I passi, in ordine."),
    Field::new("come_partecipare", "Come partecipare", Markdown, "I passi, in ordine."),
    COSA_SERVE,
    COSA_SI_OTTIENE,
    Field::new("tempi", "Tempi e scadenze", Markdown, "Quanto bisogna aspettare."),
    Field::new("casi_particolari", "Casi particolari", Markdown, "Eccezioni."),
    Field::new("condizioni", "Condizioni di servizio", Markdown, "Regole che valgono."),
    Field::new("obiettivo", "Obiettivo", Markdown, "A che cosa serve."),
    Field::new("obiettivi_specifici", "Obiettivi specifici", Markdown, "Obiettivi più dettagliati."),
    Field::new("azioni", "Azioni", Markdown, "Che cosa si fa."),
    Field::new("segnalazione", "Chi può segnalare e come", Markdown, "Come si entra nel progetto."),
    Field::new("esito", "Esito", Markdown, "Com'è andata."),
    DA_RIVEDERE,
    BOZZA,
];

const DA_RIVEDERE: Field = Field::new(
    "da_rivedere",
    "Da rivedere",
    Bool,
    "Se `sì`, la pagina dice che nessuno ha ancora controllato la traduzione.",
);

pub static TRADUZIONE: Schema = Schema {
    name: "traduzione",
    title: "Traduzione di una scheda",
    place: "File: accanto alla scheda, con il codice della lingua: `nome.en.md`.",
    groups: &[TRANSLATED],
};

pub static ENTE: Schema = Schema {
    name: "ente",
    title: "Ente o ufficio",
    place: "File: `content/enti/nome.yaml`.",
    groups: &[&[
        Field::new("nome", "Nome", Text, "Nome per intero.").required(),
        Field::new("sigla", "Sigla", Text, "Se è più conosciuto con la sigla."),
        Field::new(
            "tipo",
            "Tipo",
            Choice(&[
                "comune",
                "ente-pubblico",
                "azienda-speciale",
                "ufficio",
                "sanita",
                "terzo-settore",
                "fondazione",
                "formazione",
                "sindacato",
                "impresa",
            ]),
            "Che genere di ente è.",
        )
        .required(),
        Field::new("parte_di", "Parte di", ORGANIZATION, "L'ente di cui è un ufficio: presta i contatti che mancano."),
        Field::new("descrizione", "Descrizione", Text, "Che cosa fa, in una o due frasi."),
        CONTATTI.advised(),
        SEDI.advised(),
        ORARI,
        CHIUSURE,
        Field::new("sito", "Sito", Web, "Il suo sito."),
        PAROLE_CHIAVE,
        AGGIORNATO_IL,
        FONTE,
        VECCHI_INDIRIZZI,
        ECCEZIONI,
    ]],
};

static SERVIZIO_SOCIALE: &[Field] = &[
    Field::new("nome", "Nome", Text, "Come si chiama l'ufficio."),
    Field::new("telefono", "Telefono", Phone, "Numero dell'ufficio.").required(),
    Field::new("email", "E-mail", Email, "Casella dell'ufficio."),
    Field::new("pec", "PEC", Email, "Posta elettronica certificata."),
    Field::new("indirizzo", "Indirizzo", Text, "Via e numero."),
    Field::new("orari", "Orari", List(&A_ORARIO), "Quando è aperto."),
    Field::new("nota", "Nota", Text, "Per esempio: su appuntamento."),
];

static VOCE_COMUNE: &[Field] = &[
    Field::new("nome", "Nome", Text, "Nome del Comune.").required(),
    Field::new("slug", "Nome per l'indirizzo", Slug, "L'ultima parte dell'indirizzo della pagina.").required(),
    Field::new("istat", "Codice ISTAT", CodiceIstat, "Sei cifre.").required(),
    Field::new("codice_catastale", "Codice catastale", CodiceCatastale, "Lettera e tre cifre.").required(),
    Field::new("cap", "CAP", Cap, "Cinque cifre.").required(),
    Field::new("provincia", "Provincia", Text, "Sigla.").required().max(2),
    Field::new("coordinate", "Coordinate", Coordinates, "Il centro abitato.").required(),
    Field::new("sito", "Sito", Web, "Il sito del Comune.").advised(),
    Field::new(
        "servizio_sociale",
        "Servizio sociale",
        Record(SERVIZIO_SOCIALE),
        "Chi risponde ai cittadini del Comune.",
    )
    .advised(),
    VECCHI_INDIRIZZI,
    FONTE,
];

pub static COMUNI: Schema = Schema {
    name: "comuni",
    title: "Comuni",
    place: "File: `content/comuni.yaml`.",
    groups: &[&[
        FONTE,
        Field::new("comuni", "Comuni", List(&Record(VOCE_COMUNE)), "Tutti i Comuni della bacheca.").required(),
        ECCEZIONI,
    ]],
};

static TRADUZIONE_VOCE: &[Field] = &[
    Field::new("lingua", "Lingua", Lang, "In quale lingua.").required(),
    Field::new("nome", "Nome", Text, "Il nome in quella lingua.").required(),
    Field::new("descrizione", "Descrizione", Text, "La descrizione in quella lingua."),
];

static VOCE: &[Field] = &[
    Field::new("slug", "Nome per l'indirizzo", Slug, "L'ultima parte dell'indirizzo della pagina.").required(),
    Field::new("nome", "Nome", Text, "Come la legge un cittadino.").required(),
    Field::new("descrizione", "Descrizione", Text, "Una frase."),
    Field::new("sinonimi", "Sinonimi", List(&Text), "Altre parole con cui la gente la cerca."),
    Field::new("icona", "Icona", Slug, "Nome di un'icona del tema, se diverso dallo slug."),
    Field::new("tema_delicato", "Tema delicato", Bool, "Se le sue schede chiedono riservatezza."),
    Field::new("per_operatori", "Per operatori", Bool, "Se interessa solo chi ci lavora."),
    Field::new("traduzioni", "Traduzioni", List(&Record(TRADUZIONE_VOCE)), "Nome e descrizione nelle altre lingue."),
];

pub static VOCABOLARIO: Schema = Schema {
    name: "vocabolario",
    title: "Vocabolario",
    place: "File: `content/vocabolari/bisogni.yaml`, `per_chi.yaml`, `aree.yaml`, `tipi.yaml`.",
    groups: &[&[
        Field::new("termini", "Voci", List(&Record(VOCE)), "Le voci, nell'ordine in cui si mostrano.").required()
    ]],
};

static VOCE_SINONIMI: &[Field] = &[
    Field::new("parole", "Parole", List(&Text), "Parole di chi cerca; senza `portano_a`, ognuna trova le altre.")
        .required(),
    Field::new("portano_a", "Portano a", List(&Text), "Parole delle pagine che si trovano così, in un verso solo."),
];

pub static SINONIMI: Schema = Schema {
    name: "sinonimi",
    title: "Parole della ricerca",
    place: "File: `search-index/sinonimi.yaml`; se non c'è, valgono le parole che il programma ha con sé. Vedi [la ricerca](ricerca.md).",
    groups: &[&[
        Field::new("sinonimi", "Sinonimi", List(&Record(VOCE_SINONIMI)), "Le parole della ricerca.").required()
    ]],
};

static VOCE_PAROLE: &[Field] = &[
    Field::new("parole", "Parole", List(&Text), "Parole o frasi; valgono anche al plurale e al femminile."),
    Field::new("verbi", "Verbi", List(&Text), "Verbi all'infinito; valgono in tutte le loro forme."),
    Field::new("meglio", "Meglio", Text, "Che cosa scrivere al loro posto.").required(),
];

pub static PAROLE: Schema = Schema {
    name: "parole",
    title: "Parole da evitare e da spiegare",
    place: "File: `content/parole.yaml`. Si aggiunge alle parole che il programma ha con sé. Vedi [scrivere chiaro](scrivere-chiaro.md).",
    groups: &[&[
        Field::new("burocratese", "Burocratese", List(&Record(VOCE_PAROLE)), "Parole difficili, con quella semplice."),
        Field::new("persone", "Persone", List(&Record(VOCE_PAROLE)), "Parole che offendono, con quella rispettosa."),
        Field::new("sigle", "Sigle", List(&Text), "Sigle che chi legge conosce già."),
        Field::new("togli", "Togli", List(&Text), "Parole, verbi e sigle del programma che qui non valgono."),
        Field::new(
            "solo_queste",
            "Solo queste",
            Bool,
            "Se `sì`, valgono solo le parole di questo file, senza quelle del programma.",
        ),
    ]],
};

const PAROLE_CHIAVE: Field =
    Field::new("parole_chiave", "Parole chiave", List(&Text), "Parole con cui la gente cerca. Non si vedono.");

pub static PAGINA: Schema = Schema {
    name: "pagina",
    title: "Pagina fissa",
    place: "File: `content/pagine/nome.md`.",
    groups: &[&[
        TITOLO,
        DESCRIZIONE_BREVE,
        PAROLE_CHIAVE,
        DA_RIVEDERE,
        AGGIORNATO_IL,
        FONTE,
        VECCHI_INDIRIZZI,
        ECCEZIONI,
        BOZZA,
    ]],
};

pub static AVVISO: Schema = Schema {
    name: "avviso",
    title: "Avviso",
    place: "File: `content/avvisi/nome.md`.",
    groups: &[&[
        TITOLO,
        Field::new("dal", "Dal", Date, "Primo giorno in cui si mostra.").required(),
        Field::new("al", "Al", Date, "Ultimo giorno in cui si mostra.").required(),
        Field::new("comuni", "Comuni", Coverage, "Dove vale: `tutti`, se non scrivi niente."),
        Field::new("livello", "Livello", Choice(&["informazione", "attenzione", "emergenza"]), "Quanto è urgente."),
        ECCEZIONI,
        BOZZA,
    ]],
};

static NUMERO_UTILE: &[Field] = &[
    Field::new("nome", "Nome", Text, "Chi risponde.").required(),
    Field::new("numero", "Numero", Phone, "Il numero da chiamare.").required(),
    Field::new("descrizione", "Descrizione", Text, "Per che cosa si chiama."),
    Field::new("quando", "Quando", Text, "Quando risponde."),
];

static LINK: &[Field] = &[
    Field::new("titolo", "Titolo", Text, "Il testo del collegamento.").required(),
    Field::new("url", "Indirizzo", Web, "Dove porta.").required(),
];

static NEWSLETTER: &[Field] = &[
    Field::new("testo", "Testo", Text, "Che cosa riceve chi si iscrive.").required(),
    Field::new("url", "Indirizzo", Web, "Dove ci si iscrive.").required(),
];

static SOCIAL: &[Field] = &[
    Field::new("nome", "Nome", Text, "Il nome della rete.").required(),
    Field::new("url", "Indirizzo", Web, "La pagina.").required(),
];

static ACCESSIBILITA: &[Field] = &[
    Field::new("dichiarazione_url", "Dichiarazione di accessibilità", Web, "L'indirizzo su form.agid.gov.it.")
        .advised(),
    Field::new("email", "E-mail", Email, "A chi si segnala un problema di accessibilità."),
];

static VALUTAZIONE: &[Field] = &[
    Field::new(
        "url",
        "Indirizzo",
        Web,
        "Riceve il modulo, con un POST. Se sta su un altro sito, accetta richieste da qui (CORS).",
    ),
    Field::new("email", "E-mail", Email, "La casella dell'ufficio che riceve le risposte, come lettere."),
];

static SICUREZZA: &[Field] = &[
    Field::new("email", "E-mail", Email, "La casella dell'ufficio a cui si segnala un problema di sicurezza."),
    Field::new("url", "Pagina", Web, "La pagina in cui si segnala; comincia con `https://`."),
    Field::new(
        "scade_il",
        "Scade il",
        Date,
        "Fino a quando questi recapiti valgono: un anno al più. Prima di quel giorno ricontrollali.",
    )
    .required(),
];

static DEPOSITO: &[Field] = &[
    Field::new("tipo", "Tipo", Choice(ForgeKind::NAMES), "Il programma che tiene il deposito.").required(),
    Field::new("nome", "Nome", Text, "Proprietario e deposito: `ufficio/bacheca`.").required(),
    Field::new("ramo", "Ramo", Text, "Il ramo che si pubblica; `main`, se non scrivi niente."),
    Field::new("indirizzo", "Indirizzo", Site, "Se non è github.com o gitlab.com: `https://git.comune.it`."),
    Field::new(
        "applicazione",
        "Applicazione",
        Text,
        "Per GitLab e Forgejo: il codice che danno a chi registra l'editor.",
    ),
    Field::new("accesso", "Accesso", Site, "Per GitHub: il server che fa entrare le persone (OAuth)."),
];

static REDAZIONE_WEB: &[Field] = &[
    Field::new(
        "programma",
        "Programma",
        Text,
        "Il file di Decap CMS nella cartella della bacheca: `programmi/decap-cms.js`.",
    )
    .required(),
    Field::new("deposito", "Deposito", Record(DEPOSITO), "Dove stanno i file della bacheca.").required(),
];

static PROPOSTE: &[Field] = &[
    Field::new("email", "E-mail", Email, "La casella dell'ufficio a cui gli enti mandano le proposte."),
    Field::new(
        "deposito",
        "Deposito",
        Site,
        "Il deposito git in cui aprire le proposte: `https://github.com/nome/deposito`.",
    ),
    Field::new("tipo", "Tipo", Choice(ForgeKind::NAMES), "Il genere del deposito, se l'indirizzo non lo dice."),
    Field::new("ramo", "Ramo", Text, "Il ramo su cui si propone; `main`, se non scrivi niente."),
];

static CORRISPONDENZA: &[Field] = &[
    Field::new(
        "elenco",
        "Elenco",
        Choice(&["bisogni", "per_chi", "aree", "tipi", "enti"]),
        "Di quale vocabolario è la voce, o `enti`.",
    )
    .required(),
    Field::new("loro", "Loro", Slug, "Il nome breve nell'altra bacheca.").required(),
    Field::new("nostro", "Nostro", Slug, "Il nome breve in questa.").required(),
];

static ALTRA_BACHECA: &[Field] = &[
    Field::new("nome", "Nome", Slug, "Un nome breve: entra negli indirizzi delle sue schede. Non cambiarlo più.")
        .required(),
    Field::new("dati", "Dati", Text, "La cartella con i file presi da `/api/v1/` di quella bacheca.").required(),
    Field::new(
        "corrispondenze",
        "Corrispondenze",
        List(&Record(CORRISPONDENZA)),
        "Le voci che là hanno un altro nome breve.",
    ),
];

static DATI_APERTI: &[Field] = &[
    Field::new("codice_ipa", "Codice IPA", Text, "Il codice del titolare su indicepa.gov.it.").required(),
    Field::new("titolare", "Titolare", ORGANIZATION, "L'ente che ha i diritti sui dati e li pubblica.").required(),
    Field::new(
        "tema",
        "Tema",
        List(&Choice(&[
            "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN",
        ])),
        "Temi europei dei dati: per i servizi sociali `SOCI`.",
    )
    .required(),
    Field::new(
        "frequenza",
        "Frequenza",
        Choice(&["DAILY", "WEEKLY", "BIWEEKLY", "MONTHLY", "QUARTERLY", "ANNUAL", "IRREG", "UNKNOWN"]),
        "Ogni quanto si aggiornano i dati: `WEEKLY` ogni settimana, `IRREG` senza una regola.",
    )
    .required(),
];

const AUTENTICAZIONE: Shape =
    Choice(&["NONE", "SFA", "IDPWD", "SPIDL1", "2FA", "SPIDL2", "IDOTP", "2FAHW", "SPIDL3", "CNS", "CIE", "MFA"]);

static SERVIZI_PUBBLICI: &[Field] = &[
    Field::new(
        "settore",
        "Settore",
        List(&Web),
        "L'indirizzo della voce di NACE o ATECO che dice di che cosa si occupano i servizi.",
    )
    .required(),
    Field::new(
        "tema",
        "Materia",
        List(&Choice(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15"])),
        "Materie dei servizi pubblici: `2` è «Salute, benessere e assistenza».",
    )
    .required(),
    Field::new(
        "interattivita",
        "Interattività",
        Choice(&["NONE", "LEVEL1", "LEVEL2", "LEVEL3", "LEVEL4", "LEVEL5"]),
        "Che cosa si fa in rete: `LEVEL1` si leggono informazioni, `LEVEL2` si prendono i moduli.",
    )
    .required(),
    Field::new("autenticazione", "Autenticazione", AUTENTICAZIONE, "Come si entra in un servizio che non chiede SPID.")
        .required(),
    Field::new(
        "autenticazione_spid",
        "Autenticazione con SPID",
        AUTENTICAZIONE,
        "Come si entra in un servizio con `serve_spid: sì`: per esempio `SPIDL2`.",
    )
    .required(),
];

pub static BACHECA: Schema = Schema {
    name: "bacheca",
    title: "La bacheca",
    place: "File: `bacheca.yaml`, nella cartella principale.",
    groups: &[&[
        Field::new("id", "Identificativo", Slug, "Non cambia mai: da qui nascono gli identificativi dei dati aperti.")
            .required(),
        TITOLO,
        Field::new("descrizione", "Descrizione", Text, "Che cos'è la bacheca, in una o due frasi.").required().max(300),
        Field::new("territorio", "Territorio", Text, "Come si chiama il territorio servito.").required(),
        Field::new("base_url", "Indirizzo del sito", Site, "L'indirizzo a cui si pubblica.").required(),
        Field::new("lingue", "Lingue", List(&Lang), "La prima è quella principale; `it`, se non scrivi niente."),
        Field::new("gestore", "Gestore", ORGANIZATION, "L'ente che gestisce la bacheca."),
        Field::new("contatti", "Contatti", List(&A_CONTATTO), "Chi risponde della bacheca."),
        Field::new(
            "numeri_utili",
            "Numeri utili",
            List(&Record(NUMERO_UTILE)),
            "Numeri da chiamare in caso di bisogno.",
        ),
        Field::new("newsletter", "Newsletter", Record(NEWSLETTER), "Come ci si iscrive."),
        Field::new("social", "Social", List(&Record(SOCIAL)), "Pagine sulle reti sociali."),
        Field::new(
            "link_legali",
            "Collegamenti di legge",
            List(&Record(LINK)),
            "Per esempio, Amministrazione trasparente.",
        ),
        Field::new("accessibilita", "Accessibilità", Record(ACCESSIBILITA), "Dichiarazione e contatto."),
        Field::new(
            "valutazione",
            "Valutazione",
            Record(VALUTAZIONE),
            "Chi riceve le risposte a «Quanto sono chiare le informazioni su questa pagina?»: `url` oppure `email`. La domanda non si mostra, se non scrivi niente.",
        ),
        Field::new(
            "proposte",
            "Proposte",
            Record(PROPOSTE),
            "Chi riceve le schede che gli enti preparano nella pagina «Proponi»: `email`, `deposito` o tutti e due. La pagina non c'è, se non scrivi niente.",
        ),
        Field::new(
            "sicurezza",
            "Sicurezza",
            Record(SICUREZZA),
            "A chi si segnala un problema di sicurezza del sito (`security.txt`): `email`, `url` o tutti e due.",
        ),
        Field::new(
            "dati_aperti",
            "Catalogo dei dati aperti",
            Record(DATI_APERTI),
            "I codici del catalogo per dati.gov.it (DCAT-AP_IT). Il catalogo non c'è, se non scrivi niente.",
        ),
        Field::new(
            "servizi_pubblici",
            "Catalogo dei servizi pubblici",
            Record(SERVIZI_PUBBLICI),
            "I codici del catalogo dei servizi (CPSV-AP_IT). Il catalogo non c'è, se non scrivi niente.",
        ),
        Field::new("dimostrativo", "Dimostrativo", Bool, "Se `sì`, un avviso dice che non è la bacheca ufficiale."),
        Field::new("esci_subito_url", "Esci subito", Web, "Dove porta il pulsante di uscita rapida."),
        Field::new("licenza_url", "Licenza", Web, "Licenza dei contenuti; CC BY 4.0, se non scrivi niente."),
        Field::new(
            "per_pagina",
            "Schede per pagina",
            Integer,
            "Quante schede per pagina negli elenchi; 20, se non scrivi niente.",
        ),
        Field::new(
            "service_worker",
            "Uso senza rete",
            Bool,
            "Se `no`, le pagine non si aprono senza rete e dai dispositivi si toglie ciò che era salvato; `sì`, se non scrivi niente.",
        ),
        Field::new(
            "redazione_web",
            "Redazione web",
            Record(REDAZIONE_WEB),
            "L'editor in `/admin/`, per chi non usa git. Non c'è, se non scrivi niente.",
        ),
        Field::new(
            "altre_bacheche",
            "Altre bacheche",
            List(&Record(ALTRA_BACHECA)),
            "Le bacheche di altri ambiti, le cui schede si pubblicano anche qui.",
        ),
        Field::new("controlli", "Controlli", List(&Record(CONTROLLO)), "Avvisi e consigli a cui dare un altro peso."),
    ]],
};

/// Every schema, for the documentation and the tests.
pub static SCHEMAS: &[&Schema] = &[
    &SERVIZIO,
    &PROGETTO,
    &OPPORTUNITA,
    &TRADUZIONE,
    &ENTE,
    &COMUNI,
    &VOCABOLARIO,
    &SINONIMI,
    &PAROLE,
    &PAGINA,
    &AVVISO,
    &BACHECA,
];
