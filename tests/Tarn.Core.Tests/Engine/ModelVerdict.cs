namespace Tarn.Core.Tests.Engine;

/// <summary>What the reference model says of a merge or a revert.</summary>
internal enum ModelVerdict
{
    /// <summary>It must be made.</summary>
    Goes,

    /// <summary>It may be refused; if it is made, the rows must be right.</summary>
    May,

    /// <summary>It must be refused: somebody's work would be lost.</summary>
    Clashes,
}
