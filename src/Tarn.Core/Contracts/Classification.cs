namespace Tarn.Contracts;

/// <summary>How careful one must be with a column. Ordered from open to closed.</summary>
public enum Classification
{
    /// <summary>May be published to anyone.</summary>
    Public,

    /// <summary>For the house. The default of a column that says nothing.</summary>
    Internal,

    /// <summary>Tells of a person.</summary>
    Personal,

    /// <summary>Must not be shown at all.</summary>
    Secret,
}
