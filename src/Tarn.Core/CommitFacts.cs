namespace Tarn;

/// <summary>A commit as a failure names it.</summary>
/// <param name="Id">The whole id.</param>
/// <param name="Author">Who made it.</param>
/// <param name="Message">What it is for.</param>
public sealed record CommitFacts(string Id, string Author, string Message)
{
    /// <summary>On one line, with the first twelve digits of the id.</summary>
    public override string ToString() => $"commit {Id[..Math.Min(12, Id.Length)]} by {Author} ({Message.ReplaceLineEndings(" ")})";
}
