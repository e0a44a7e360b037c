namespace Tarn.Sql.Jinja;

/// <summary>Where execution goes after a statement.</summary>
internal enum Flow
{
    /// <summary>To the next one.</summary>
    Next,

    /// <summary>Out of the loop.</summary>
    Break,

    /// <summary>To the loop's next item.</summary>
    Continue,
}
