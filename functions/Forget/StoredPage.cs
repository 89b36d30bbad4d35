namespace Functions.Forget;

/// <summary>A page that is, or will be, without the subject.</summary>
/// <param name="Bytes">The number of its bytes.</param>
/// <param name="Was">The hashes that it had before. A manifest that names one of them gets the present one, also in a
/// later call: the page carries them.</param>
internal sealed record StoredPage(int Items, int Bytes, string Sha256, IReadOnlyList<string> Was);
