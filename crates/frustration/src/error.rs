use std::error::Error;
use std::fmt;

/// Why a model file cannot be used.
#[derive(Debug)]
pub enum ModelError {
    /// The file is cut short or altered: fetch it again, or build it anew with `cargo xtask train frustration`.
    Corrupt,
    /// The file was trained on ids that this tokeniser does not write: ship model and engine together.
    Tokeniser {
        /// The tokeniser version the file names, if any.
        model: Option<u32>,
    },
    /// A metadata entry is missing or not what it should be.
    Metadata(&'static str),
    /// The file is whole, but its graph is none that this engine runs.
    Graph(Box<dyn Error + Send + Sync>),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Corrupt => {
                f.write_str("the model file is damaged or not a frustration model; fetch it again")
            }
            Self::Tokeniser { model } => write!(
                f,
                "the model was trained for tokeniser version {}, this engine has version {}; ship both together",
                model.map_or("unknown".into(), |version| version.to_string()),
                crate::TOKENISER_VERSION
            ),
            Self::Metadata(key) => write!(f, "the model file's metadata entry `{key}` is missing or invalid"),
            Self::Graph(cause) => write!(f, "the model's graph cannot be run by this engine: {cause}"),
        }
    }
}

impl Error for ModelError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Graph(cause) => Some(cause.as_ref()),
            _ => None,
        }
    }
}
