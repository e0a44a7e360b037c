using Tarn.Storage.Local;

namespace Tarn.Sources.Blocks;

/// <summary>A stream that can be read into a shared block, so that it may go on using the bytes without copying them. They must not change until all let go of the block.</summary>
internal interface IBlockStream
{
    /// <summary>Reads as <see cref="Stream.Read(byte[], int, int)"/> does.</summary>
    int Read(SharedBlock block, int at, int count);
}
