using Tarn.Storage.Local;
using Tarn.Storage.Memory;

namespace Tarn.Storage.Tests;

public sealed class TableFilesTests
{
    private static readonly LocalObjectStore _local = new("/srv/lake");

    [Fact]
    public async Task A_file_is_created_and_read_by_its_location()
    {
        using var store = new MemoryObjectStore("lake");
        var files = new TableFiles(store);
        var location = files.LocationOf("tables/a/data/1.parquet");
        location.ShouldBe("memory://lake/tables/a/data/1.parquet");
        (await files.CreateAsync(location, "rows"u8.ToArray())).ShouldBeTrue();
        (await files.ReadAsync(location)).ShouldBe("rows"u8.ToArray());
        (await files.ReadRangeAsync(location, 1, 2)).ShouldBe("ow"u8.ToArray());
        (await files.SizeAsync(location)).ShouldBe(4);
    }

    [Theory]
    [InlineData("file:///srv/lake/t/1")]
    [InlineData("file:/srv/lake/t/1")]
    [InlineData("/srv/lake/t/1")]
    public void The_three_ways_to_write_a_local_path_are_one_place(string location) =>
        new TableFiles(_local).KeyOf(location).ShouldBe("t/1");

    [Fact]
    public void A_location_of_an_old_home_is_found_in_the_new_one_by_the_longest_prefix()
    {
        var files = new TableFiles(_local, [new("s3://old", "file:///srv/lake/all"), new("s3://old/warehouse/", "/srv/lake/w")]);
        files.KeyOf("s3://old/x/1").ShouldBe("all/x/1");
        files.KeyOf("s3://old/warehouse/t/1").ShouldBe("w/t/1");
        files.KeyOf("s3://old/warehouse2/1").ShouldBe("all/warehouse2/1");
    }

    [Fact]
    public void Two_locations_of_one_file_are_one_place_also_outside_of_the_store()
    {
        var files = new TableFiles(_local, [new("s3://old", "/srv/lake/all")]);
        files.PlaceOf("s3://old/x/1").ShouldBe(files.PlaceOf("file:/srv/lake/all/x/1"));
        files.PlaceOf("s3://other/x").ShouldBe("s3://other/x");
    }

    [Theory]
    [InlineData("file:///srv/lake2/t")]
    [InlineData("file:///srv/lake")]
    [InlineData("s3://bucket/t")]
    [InlineData("/etc/passwd")]
    public void A_location_outside_is_refused_by_name(string location)
    {
        var failure = Should.Throw<LocationOutsideException>(() => new TableFiles(_local).KeyOf(location));
        (failure.Location, failure.Root).ShouldBe((location, "file:///srv/lake"));
    }

    [Fact]
    public void A_location_that_climbs_out_is_refused() =>
        Should.Throw<ArgumentException>(() => new TableFiles(_local).KeyOf("file:///srv/lake/../etc/passwd"));

    [Fact]
    public async Task Files_outside_are_read_below_the_folders_that_were_named_and_nowhere_else()
    {
        var outside = Directory.CreateTempSubdirectory("tarn-outside-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Join(outside, "t"));
            await File.WriteAllTextAsync(Path.Join(outside, "t", "a file.parquet"), "rows", TestContext.Current.CancellationToken);
            var files = new TableFiles(_local).Reading([new("s3://old/t", $"file://{outside}/t")]);
            foreach (var location in new[] { "s3://old/t/a file.parquet", $"file:{outside}/t/a file.parquet" })
            {
                (await files.ReadAsync(location)).ShouldBe("rows"u8.ToArray());
                (await files.ReadRangeAsync(location, 1, 2)).ShouldBe("ow"u8.ToArray());
                (await files.SizeAsync(location)).ShouldBe(4);
                (await files.LocalPathAsync(location)).ShouldBe($"{outside}/t/a file.parquet");
            }
            (await files.SizeAsync("s3://old/t/none")).ShouldBeNull();
            await Should.ThrowAsync<ObjectNotFoundException>(() => files.ReadAsync("s3://old/t/none"));
            foreach (var location in new[] { "s3://old/t/../x", $"file://{outside}/t2/x", $"{outside}/t/./x", "/etc/hostname", "s3://old/x" })
                await Should.ThrowAsync<LocationOutsideException>(() => files.ReadAsync(location));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public async Task Files_outside_are_never_written_and_never_deleted()
    {
        var files = new TableFiles(_local).Reading([new("/srv/old", "file:///tmp")]);
        await Should.ThrowAsync<LocationOutsideException>(() => files.CreateAsync("/srv/old/x", "rows"u8.ToArray()));
        await Should.ThrowAsync<LocationOutsideException>(() => files.CreateFromFileAsync("/tmp/x", "/tmp/y"));
        await Should.ThrowAsync<LocationOutsideException>(() => files.DeleteAsync("/tmp/x"));
    }

    [Fact]
    public void A_location_in_the_store_stays_what_it_is_whatever_the_prefixes_of_files_outside()
    {
        var files = new TableFiles(_local).Reading([new("/srv", "file:///elsewhere")]);
        files.KeyOf("/srv/lake/t/1").ShouldBe("t/1");
        (files.IsInStore("/srv/lake/t/1"), files.IsOutside("/srv/lake/t/1")).ShouldBe((true, false));
        (files.IsInStore("/srv/x/1"), files.IsOutside("/srv/x/1")).ShouldBe((false, true));
    }
}
