//! Weights of features, as text.

/// A closed list of features.
pub trait Feature: Copy + 'static {
    /// All, with their names, in their order.
    const ALL: &'static [(Self, &'static str)];

    /// Position in the list.
    fn index(self) -> usize;
}

/// One weight a feature.
#[derive(Clone, Debug)]
pub struct Weights<F> {
    values: Vec<f32>,
    of: std::marker::PhantomData<F>,
}

impl<F: Feature> Weights<F> {
    /// Weights in the order of the features; missing ones are 0.
    pub fn new(mut values: Vec<f32>) -> Weights<F> {
        values.resize(F::ALL.len(), 0.0);
        Weights { values, of: std::marker::PhantomData }
    }

    /// Reads the lines of `text` that begin with `kind`.
    pub(crate) fn read(kind: &str, text: &str) -> Result<Weights<F>, String> {
        let mut values = vec![None; F::ALL.len()];
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let fail = |expected: &str| format!("line {}: expected {expected}, found `{line}`", number + 1);
            let (found, rest) = line.split_once(' ').ok_or_else(|| fail("`report` or `event`, a name and a weight"))?;
            if found != kind {
                continue;
            }
            let (name, weight) = rest.rsplit_once(' ').ok_or_else(|| fail("a name and a weight"))?;
            let index = F::ALL.iter().position(|(_, known)| *known == name).ok_or_else(|| fail("a known feature"))?;
            let weight: f32 = weight.parse().map_err(|_| fail("a number as weight"))?;
            if values[index].replace(weight).is_some() {
                return Err(fail("each feature once"));
            }
        }
        let missing = F::ALL.iter().zip(&values).find(|(_, value)| value.is_none());
        match missing {
            Some(((_, name), _)) => Err(format!("no weight of the {kind} feature `{name}`")),
            None => Ok(Weights::new(values.into_iter().flatten().collect())),
        }
    }

    /// The lines that [`Weights::read`] reads.
    pub fn written(&self, kind: &str) -> String {
        let line = |((_, name), weight): (&(F, &str), &f32)| format!("{kind} {name} {weight:.4}\n");
        F::ALL.iter().zip(&self.values).map(line).collect()
    }

    pub(crate) fn logit(&self, features: &[f32]) -> f64 {
        self.values.iter().zip(features).map(|(weight, value)| f64::from(*weight) * f64::from(*value)).sum()
    }
}

/// Values of features by name of the feature.
pub(crate) struct Values<F> {
    values: Vec<f32>,
    of: std::marker::PhantomData<F>,
}

impl<F: Feature> Values<F> {
    pub(crate) fn new() -> Values<F> {
        Values { values: vec![0.0; F::ALL.len()], of: std::marker::PhantomData }
    }

    pub(crate) fn set(&mut self, feature: F, value: f32) {
        self.values[feature.index()] = value;
    }

    pub(crate) fn mark(&mut self, feature: F) {
        self.set(feature, 1.0);
    }

    pub(crate) fn mark_if(&mut self, feature: F, holds: bool) {
        self.set(feature, f32::from(u8::from(holds)));
    }

    pub(crate) fn list(self) -> Vec<f32> {
        self.values
    }
}
