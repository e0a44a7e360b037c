namespace Tarn.Iceberg;

/// <summary>Why an operation on a table failed, by what the caller can do about it.</summary>
public enum IcebergFault
{
    /// <summary>What was asked for contradicts the table or the format; ask otherwise.</summary>
    Invalid,

    /// <summary>The format has it, this program does not.</summary>
    Unsupported,

    /// <summary>The table moved on underneath; read it again and retry.</summary>
    Conflict,

    /// <summary>A file does not hold what the format promises; restore it or drop the snapshot that names it.</summary>
    Corrupt,
}
