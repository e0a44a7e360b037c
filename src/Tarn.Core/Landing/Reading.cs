namespace Tarn.Landing;

/// <summary>How the records of a batch are read. A way that cannot take them gives up, and the next one begins anew.</summary>
internal enum Reading
{
    /// <summary>Plainly, by the shape that the first records of the batch show: one pass.</summary>
    Glimpsed,

    /// <summary>Plainly, by the shape that a full pass found.</summary>
    Learned,

    /// <summary>As text or JSON, which the engine casts, value by value: what does not fit is told apart, for quarantine.</summary>
    Careful,
}
