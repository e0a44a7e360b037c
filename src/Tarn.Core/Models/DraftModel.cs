using Tarn.Project;

namespace Tarn.Models;

/// <summary>A model as far as its own file and the properties tell it, before the others are looked at.</summary>
internal sealed record DraftModel(SqlFile File, ModelProperties? Properties, ModelConfig Config)
{
    public bool IsDisabled { get; init; }

    public List<RefUse> Refs { get; } = [];

    public List<SourceUse> Sources { get; } = [];
}
