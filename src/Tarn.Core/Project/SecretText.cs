using System.Text.Json.Serialization;

namespace Tarn.Project;

/// <summary>
/// Text that may be secret. It shows itself only where it was written in clear in a project's file and is no credential; else it prints and
/// serializes as <c>***</c>. What it holds is got with <see cref="Reveal"/> alone.
/// </summary>
[JsonConverter(typeof(SecretTextJson))]
public sealed record SecretText
{
    private readonly string _text;

    private SecretText(string text, bool hidden) => (_text, Hidden) = (text, hidden);

    /// <summary>True when printing it must not tell what it holds.</summary>
    public bool Hidden { get; }

    /// <summary>Text that never prints itself.</summary>
    public static SecretText Secret(string text) => new(text, hidden: true);

    /// <summary>Text that anyone who reads the project's files sees.</summary>
    public static SecretText Open(string text) => new(text, hidden: false);

    /// <summary>What it holds. Put it on the wire, nowhere else.</summary>
    public string Reveal() => _text;

    /// <summary>The text, or <c>***</c> when it is hidden.</summary>
    public override string ToString() => Hidden ? "***" : _text;
}
