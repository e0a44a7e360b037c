using Tarn.Sources.Rows;

namespace Tarn.Landing;

/// <summary>The pages of a batch, ready to be read.</summary>
/// <param name="Batch">Whose they are.</param>
/// <param name="Files">The pages in their order.</param>
/// <param name="Origins">For a resource of files, where each page came from; empty for pages of an API.</param>
/// <param name="IngestedAt">What bronze rows carry as <c>_ingested_at</c>: the same for a batch that is loaded again after a crash.</param>
internal sealed record LandingPages(Batch Batch, IReadOnlyList<PageFile> Files, IReadOnlyList<string> Origins, DateTimeOffset IngestedAt);
