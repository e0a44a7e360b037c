namespace Tarn.Catalog;

/// <summary>A step along the line of first parents.</summary>
internal abstract record RefStep
{
    private RefStep() { }

    /// <summary>So many commits back.</summary>
    public sealed record Back(int Commits) : RefStep;

    /// <summary>Back to the last commit at or before a time.</summary>
    public sealed record At(DateTimeOffset Time) : RefStep;
}
