using Tarn.DuckDb;
using Tarn.DuckDb.Sessions;

namespace Tarn.Bench.Inputs;

/// <summary>Files that are made once and kept in the cache folder.</summary>
internal static class InputFile
{
    /// <summary>Writes the rows in their order, under another name until all are there.</summary>
    public static string Make(string path, string select, string format)
    {
        if (File.Exists(path))
            return path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var database = DuckDbDatabase.Open(new DuckDbSettings { TracksProgress = false });
        using var connection = database.Connect();
        connection.Execute($"copy ({select}) to '{path}.half' ({format})");
        File.Move(path + ".half", path);
        return path;
    }
}
