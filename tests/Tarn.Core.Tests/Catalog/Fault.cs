namespace Tarn.Core.Tests.Catalog;

/// <summary>What a faulty store does with one operation.</summary>
internal enum Fault
{
    None,

    /// <summary>Throws without having done it.</summary>
    Before,

    /// <summary>Does it, then throws: the answer is lost.</summary>
    After,
}
