//! Why there is no model, in words.

use crate::scoring::calibration::CalibrationRefusal;

use super::super::influencers::Language;
use super::CalibrationAnswer;

impl CalibrationAnswer {
    /// Why there is no model; nothing where there is one.
    pub fn refusal_text(&self, language: Language) -> Option<String> {
        let refusal = self.outcome.as_ref().err()?;
        Some(match language {
            Language::English => refusal.to_string(),
            Language::Chinese => in_chinese(refusal),
        })
    }
}

fn in_chinese(refusal: &CalibrationRefusal) -> String {
    match refusal {
        CalibrationRefusal::TooFewToSay { won, lost, min_won, min_lost } => {
            format!(
                "样本太少，尚不能下结论：赢单 {won} 个、输单 {lost} 个，至少需要赢单 {min_won} 个、输单 {min_lost} 个"
            )
        }
        CalibrationRefusal::TooFewCustomers { customers, folds } => {
            format!("只有 {customers} 个客户，不足以分成 {folds} 折：无法在未见过的客户上检验模型")
        }
        CalibrationRefusal::NoFeature => "所有商机的特征都相同".to_owned(),
        CalibrationRefusal::OneOutcome => "除去一折的客户后，其余商机结果全部相同：赢单或输单的客户太少".to_owned(),
        CalibrationRefusal::Separable { alone: None } => {
            "特征能毫无例外地区分赢单与输单：数据可分，或含有事后才知道的信息".to_owned()
        }
        CalibrationRefusal::Separable { alone: Some(name) } => {
            format!("仅凭“{name}”就能毫无例外地区分赢单与输单：数据可分，或含有事后才知道的信息")
        }
        CalibrationRefusal::NotConverged => "拟合没有收敛".to_owned(),
        CalibrationRefusal::NotFinite { feature, deal } => format!("第 {deal} 个商机的“{feature}”不是有限的数"),
    }
}
