using Tarn.Project;

namespace Tarn.Core.Tests.Project;

public sealed class YamlTests
{
    [Fact]
    public void Anchors_and_merge_keys_share_what_sources_say_twice()
    {
        using var files = ScratchProject.Named("library").With("sources/a.yml", """
            source: a
            resources:
              - &one
                name: one
                files: { glob: one.csv, csv: &csv { delimiter: ";", header: false } }
                key: [id]
              - <<: *one
                name: two
                files: { glob: two.csv, csv: { <<: *csv, header: true } }
            """);
        var two = files.Load().Sources[0].Resources[1];
        two.Key.ShouldBe(["id"]);
        var csv = (FileFormat.Csv)((ResourceFetch.Files)two.Fetch).Format;
        (csv.Delimiter, csv.Header).ShouldBe((';', true));
    }

    [Fact]
    public void Aliases_that_grow_without_bound_are_refused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(
            Enumerable.Range(1, 8).Select(n => $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 10))}]\n"));
        using var files = ScratchProject.Named("library").With("sources/a.yml", bomb);
        files.Problems().ShouldContain("holds more than 200000 values");
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        using var files = ScratchProject.Named("library").With("models/a.yml", new string('[', 10_000));
        files.Problems().ShouldContain("nested deeper than 64");
    }

    [Theory]
    [InlineData("tarn.yml")]
    [InlineData("sources/overdrive.yml")]
    [InlineData("models/schema.yml")]
    public void However_a_file_is_torn_it_loads_or_tells_problems(string path)
    {
        var sample = Path.Combine(Approved.Root, "samples/library");
        using var files = new ScratchProject();
        foreach (var file in new[] { "tarn.yml", "sources/overdrive.yml", "models/schema.yml" })
            files.With(file, File.ReadAllText(Path.Combine(sample, file)));
        var text = File.ReadAllText(Path.Combine(sample, path)).TrimEnd();
        var random = new Random(20260604);
        for (var round = 0; round < 150; round++)
            LoadsOrTells(files.With(path, Torn(text, random)));
    }

    private static void LoadsOrTells(ScratchProject files)
    {
        try
        {
            files.Load();
        }
        catch (TarnException told)
        {
            told.Kind.ShouldBe(FailureKind.Invalid);
            told.Problems.ShouldAllBe(p => p.Where != null && p.Next != null);
        }
    }

    private static string Torn(string text, Random random)
    {
        const string Marks = " :-[]{}'\"&*#|>%@`!?,\n\tx0~<$.";
        for (var cuts = random.Next(1, 4); cuts > 0; cuts--)
        {
            var at = random.Next(text.Length);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at)),
                1 => text.Insert(at, Marks[random.Next(Marks.Length)].ToString()),
                _ => text[..at] + Marks[random.Next(Marks.Length)] + text[(at + 1)..],
            };
        }
        return text;
    }
}
