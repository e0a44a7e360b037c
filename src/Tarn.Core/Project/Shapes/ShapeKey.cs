namespace Tarn.Project.Shapes;

/// <summary>A key that a mapping may have.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Shape">What it takes.</param>
/// <param name="Doc">What it means, in sentences for readers of the reference and of an editor's hints.</param>
internal sealed record ShapeKey(string Name, Shape Shape, string Doc)
{
    /// <summary>True when a mapping without it is wrong.</summary>
    public bool Required { get; init; }

    /// <summary>What it is when not written, as YAML; null when it then is nothing.</summary>
    public string? Default { get; init; }

    /// <summary>What the default is, in words, when it is worked out.</summary>
    public string? DefaultDoc { get; init; }

    /// <summary>How it may be written after <c>key: </c>.</summary>
    public string Example { get; init; } = "...";

    /// <summary>True when it is read and has no effect yet; it is told as a warning.</summary>
    public bool NotRun { get; init; }
}
