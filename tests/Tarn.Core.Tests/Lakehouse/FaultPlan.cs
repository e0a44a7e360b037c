using Tarn.Core.Tests.Catalog;
using Tarn.Storage;
using Tarn.Storage.Local;

namespace Tarn.Core.Tests.Lakehouse;

/// <summary>Says which operation of a store fails, counted from when it is armed.</summary>
internal sealed class FaultPlan
{
    private int _counted;
    private Func<int, Fault>? _fault;
    private Func<string, bool> _meant = _ => true;

    /// <summary>Operations since it was armed.</summary>
    public int Counted => Volatile.Read(ref _counted);

    /// <summary>The process dies at an operation, before or after doing it: nothing that comes later is done.</summary>
    public void CrashAt(int operation, Fault how) =>
        Arm(number => number < operation ? Fault.None : number == operation ? how : Fault.Before);

    /// <summary>One operation is done, and its answer lost.</summary>
    public void LoseAnswerOf(int operation) => Arm(number => number == operation ? Fault.After : Fault.None);

    /// <summary>The store does one operation, and then answers nothing for some more.</summary>
    public void OutageAt(int operation, int length) =>
        Arm(number => number == operation ? Fault.After : number > operation && number < operation + length ? Fault.Before : Fault.None);

    /// <summary>Once a file is there, the store answers nothing about keys that begin so, for some operations.</summary>
    public void OutageOnceThere(string file, string prefix, int length)
    {
        _meant = key => key.StartsWith(prefix, StringComparison.Ordinal) && File.Exists(file);
        Arm(number => number <= length ? Fault.Before : Fault.None);
    }

    /// <summary>Only counts.</summary>
    public void Count() => Arm(_ => Fault.None);

    public IObjectStore Open(string warehouse) => new FaultyObjectStore(new LocalObjectStore(warehouse), (_, key) => Next(key));

    private void Arm(Func<int, Fault> fault) => (_counted, _fault) = (0, fault);

    private Fault Next(string key) => _fault is null || !_meant(key) ? Fault.None : _fault(Interlocked.Increment(ref _counted));
}
