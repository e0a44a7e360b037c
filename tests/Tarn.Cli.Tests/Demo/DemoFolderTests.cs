using Tarn.Cli.Demo;

namespace Tarn.Cli.Tests.Demo;

public sealed class DemoFolderTests
{
    [Fact]
    public void A_copy_that_was_interrupted_anywhere_is_finished()
    {
        var names = SampleFiles.Library.Keys.Order(StringComparer.Ordinal).ToList();
        for (var done = 0; done <= names.Count; done++)
        {
            using var folder = new FreshFolder();
            foreach (var name in names.Take(done))
                FileDelivery.Write(folder.PathOf(name), SampleFiles.Library[name]);
            if (done < names.Count)
                folder.Write(names[done] + FileDelivery.UnfinishedSuffix, "hal");
            DemoFolder.Prepare(folder.Location, port: 18099).Port.ShouldBe(18099);
            Directory.GetFiles(folder.Location, "*", SearchOption.AllDirectories).Length.ShouldBe(names.Count + 1);
            folder.Read("sources/overdrive.yml").ShouldContain("'http://127.0.0.1:18099'");
        }
    }

    [Fact]
    public void A_finished_demo_keeps_its_port_until_another_is_asked_for()
    {
        using var folder = new FreshFolder();
        DemoFolder.Prepare(folder.Location, 18099);
        DemoFolder.Prepare(folder.Location, port: null).Port.ShouldBe(18099);
        DemoFolder.Prepare(folder.Location, 18100).Port.ShouldBe(18100);
        folder.Read("sources/overdrive.yml").ShouldContain("'http://127.0.0.1:18100'");
    }

    [Fact]
    public void A_folder_with_anything_else_is_refused_and_left_alone()
    {
        using var folder = new FreshFolder();
        folder.Write("tarn.yml", "name: library");
        folder.Write("thesis.txt", "mine");
        Should.Throw<TarnException>(() => DemoFolder.Prepare(folder.Location, port: null)).Problems[0].What.ShouldContain("'thesis.txt'");
        Directory.GetFiles(folder.Location).Length.ShouldBe(2);
    }

    [Fact]
    public void A_new_demo_takes_the_first_free_name()
    {
        using var folder = new FreshFolder();
        DemoFolder.NewName(folder.Location).ShouldBe("tarn-demo");
        Directory.CreateDirectory(folder.PathOf("tarn-demo"));
        DemoFolder.NewName(folder.Location).ShouldBe("tarn-demo-2");
    }
}
