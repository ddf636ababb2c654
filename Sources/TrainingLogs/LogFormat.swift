/// What wrote a log; found by its content, never by the file's name.
public enum LogFormat: String, Sendable, CaseIterable {
  /// The table of runs of a Weights & Biases project, exported: a row a run.
  case wandbRuns = "wandb-runs"
  /// The history of a Weights & Biases run: a row a logged step, numbered by `_step`.
  case wandbHistory = "wandb-history"
  /// A panel of Weights & Biases, exported: a column a run, with its extremes beside it.
  case wandbPanel = "wandb-panel"
  /// `trainer_state.json` of Hugging Face Transformers.
  case huggingFace = "hf-trainer-state"
  /// The output of Hugging Face Transformers: a dictionary of Python's on a line for each record.
  case huggingFaceOutput = "hf-trainer-output"
  /// An event file of TensorBoard.
  case tensorBoard = "tensorboard"
  /// `metrics.csv` of PyTorch Lightning, with `hparams.yaml`.
  case lightning
  /// The output of Megatron-LM and Megatron-DeepSpeed.
  case megatron
  /// The output of nanoGPT.
  case nanoGPT = "nanogpt"
  /// The log of modded-nanogpt.
  case moddedNanoGPT = "modded-nanogpt"
  /// `main.log` and the output of llm.c.
  case llmC = "llm.c"
  /// Objects, one a line, or in one array.
  case jsonLines = "json-lines"
  /// Any other table of steps.
  case csv
  /// Any other text in which lines give a step and a loss.
  case text
}
