namespace Tarn.Project.Yaml;

/// <summary>How a value was written, which decides what it can be.</summary>
internal enum ScalarStyle
{
    /// <summary>Without quotes: a number, a yes/no value, null or text.</summary>
    Plain,

    /// <summary>In quotes or as a block: text.</summary>
    Quoted,

    /// <summary>A template that was resolved: text, or what its text looks like.</summary>
    Rendered,

    /// <summary>A template that was left as it is, in a profile that is not used: anything.</summary>
    Unrendered,
}
