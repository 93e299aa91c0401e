//! UTC time as text, for log lines. No dependency is worth these twenty lines.

use std::time::{SystemTime, UNIX_EPOCH};

/// "2026-11-21" and "2026-11-21T00:06:37.123Z".
pub fn now() -> (String, String) {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let date = date(elapsed.as_secs() / 86_400);
    let second = elapsed.as_secs() % 86_400;
    let time =
        format!("{:02}:{:02}:{:02}.{:03}", second / 3600, second / 60 % 60, second % 60, elapsed.subsec_millis());
    (date.clone(), format!("{date}T{time}Z"))
}

/// Days since 1970-01-01, by eras of 400 years that begin in March, so that a leap day ends its year.
fn date(days: u64) -> String {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_become_dates() {
        for (days, text) in [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_778, "2026-11-21")] {
            assert_eq!(date(days), text);
        }
    }
}
