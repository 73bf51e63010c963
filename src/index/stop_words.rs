//! Words that say nothing of what a page is about, folded.

/// Articles, prepositions, conjunctions, pronouns, auxiliary and modal verbs, the words of questions;
/// single letters. Not `contro` (violence *against* women), not `sei` (the number).
pub const ITALIAN: &str = "\
a ad al allo alla ai agli alle all anche ancora avere avete aveva avevo avendo avrei avro abbia abbiamo \
abbiano b c che chi ci cio ciascuno coi col come con cosa cosi cui d da dal dallo dalla dai dagli dalle dall \
de degli dei del dell della delle dello dentro devo deve devono dobbiamo dovrei dov dove di e ecco ed \
egli ella era erano eri ero essa esse essere essi f fa faccio facciamo fai fanno far fare fatto fino fosse fra \
g gli gia h ha hai hanno ho i il in io j k l la le lei li lo loro lui m ma me mi mia mie miei mio molto n ne \
nei nel nell nella nelle nello negli no non nostra nostre nostri nostro o od ogni ognuno oppure p per \
perche perfino pero piu poi posso possiamo possono potere potrei puo puoi pure q qual quale quali qualche \
qualcosa qualcuno quando quanta quante quanti quanto quel quell quella quelle quelli quello quest questa \
queste questi questo qui r s sa sapere sara saranno sarebbe se senza si sia siamo siano siete so sono sopra \
sotto sta stanno stare stata state stati stato stesso sto su sua sue sugli sui sul sull sulla sulle sullo suo \
suoi t ta te ti tra troppo trovo tu tua tue tuo tuoi tutta tutte tutti tutto u un una uno v va vado vai vengo \
vi voglio vogliamo voi vorrei vostra vostre vostri vostro vuoi vuole w x y z bisogno sant \
cerca cercando cercare cerco chiedere chiedo chiede trova trovare serve servono servirebbe qualcun nessuno adesso ora";

/// Words that lose their last vowel before an apostrophe.
pub const ITALIAN_ELISIONS: &str = "\
l un d c dell all dall nell sull coll quest quell sant bell buon gl m t s v n ciascun nessun qualcun dov com \
anch tutt mezz senz cos";

pub const ENGLISH: &str = "\
a about after all also am an and any are as at b be been before but by c can could d did do does e f for from \
g get had has have he her here him his how i if in into is it its j k l m me more most my n no not o of on or \
our out p q r s she should so some t than that the their them then there these they this those to u up us v w \
was we were what when where which who why will with would x y you your z";
