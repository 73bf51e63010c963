//! The forms of a regular Italian verb that an office writes: third persons, «voi», participles,
//! gerund, and pronouns at the end. «Io» and «tu» are left out: they often look like nouns
//! («supporto», «rimborsi»).

/// The forms of an infinitive; none if it is not one.
pub fn forms(infinitive: &str) -> Vec<String> {
    let Some((stem, conjugation)) = conjugation(infinitive) else { return Vec::new() };
    let join = |ending: &str| join(stem, ending, conjugation.infinitive == "ar");
    let mut forms: Vec<String> = conjugation.endings.iter().map(|ending| join(ending)).collect();
    for pronoun in ["lo", "la", "li", "le", "ne", "si", "ti", "vi"] {
        for base in [conjugation.infinitive, conjugation.gerund] {
            forms.push(join(&format!("{base}{pronoun}")));
        }
    }
    forms
}

struct Conjugation {
    /// Without its last vowel.
    infinitive: &'static str,
    gerund: &'static str,
    endings: &'static [&'static str],
}

static ARE: Conjugation = Conjugation {
    infinitive: "ar",
    gerund: "ando",
    endings: &[
        "are", "a", "ano", "ate", "ato", "ata", "ati", "ando", "ava", "avano", "erà", "eranno", "erete", "erebbe",
        "erebbero", "ò", "arono", "ino", "asse", "assero",
    ],
};
static ERE: Conjugation = Conjugation {
    infinitive: "er",
    gerund: "endo",
    endings: &[
        "ere", "e", "ono", "ete", "uto", "uta", "uti", "ute", "endo", "eva", "evano", "erà", "eranno", "erete",
        "erebbe", "erebbero", "a", "ano", "esse", "essero",
    ],
};
static IRE: Conjugation = Conjugation {
    infinitive: "ir",
    gerund: "endo",
    endings: &[
        "ire", "e", "ono", "isce", "iscono", "ite", "ito", "ita", "iti", "endo", "iva", "ivano", "irà", "iranno",
        "irete", "irebbe", "irebbero", "ì", "irono", "isca", "iscano", "isse", "issero",
    ],
};

fn conjugation(infinitive: &str) -> Option<(&str, &'static Conjugation)> {
    [("are", &ARE), ("ere", &ERE), ("ire", &IRE)]
        .into_iter()
        .find_map(|(ending, conjugation)| Some((infinitive.strip_suffix(ending)?, conjugation)))
        .filter(|(stem, _)| !stem.is_empty())
}

/// `notific` + `erà` is `notificherà`, `rilasci` + `erà` is `rilascerà`, `avvi` + `ino` is `avviino`.
fn join(stem: &str, ending: &str, is_first: bool) -> String {
    let is_soft = is_first && ending.starts_with(['e', 'i']);
    match stem.as_bytes() {
        [.., b'c' | b'g'] if is_soft => format!("{stem}h{ending}"),
        [.., b'c' | b'g', b'i'] if is_soft => format!("{}{ending}", &stem[..stem.len() - 1]),
        _ => format!("{stem}{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs_have_the_forms_that_offices_write() {
        let has = |infinitive: &str, form: &str| assert!(forms(infinitive).contains(&form.to_owned()), "{form}");
        has("erogare", "erogherà");
        has("erogare", "erogato");
        has("erogare", "erogandosi");
        has("concernere", "concerne");
        has("usufruire", "usufruiscono");
        has("usufruire", "usufruirne");
        has("ricercare", "ricerchino");
        has("rilasciare", "rilascerà");
        has("inviare", "inviino");
    }

    #[test]
    fn forms_that_look_like_nouns_are_not_among_them() {
        for noun in ["supporto", "supporti"] {
            assert!(!forms("supportare").contains(&noun.to_owned()));
        }
        assert!(forms("erogazione").is_empty() && forms("are").is_empty());
    }
}
