namespace Twin.Aws.Signing;

/// <summary>The signatures of a chunked body: each signs the one before it, the first one the request's ("Signature
/// calculations: transferring payload in multiple chunks" in S3's reference).</summary>
internal sealed class ChunkSignatures(RequestSignature request, bool hasTrailer) : IDisposable
{
    private static readonly string HashOfNothing = Convert.ToHexStringLower(SHA256.HashData([]));

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private string _previous = request.Value;

    public bool HasTrailer => hasTrailer;

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public void EndChunk(string signature) => Expect(
        signature,
        $"{AuthorizationHeader.Algorithm}-PAYLOAD\n{request.Time}\n{request.Scope}\n{_previous}\n{HashOfNothing}\n"
        + Convert.ToHexStringLower(_hash.GetHashAndReset()));

    /// <param name="trailers">The trailers after the payload: a line for each, <c>name:value</c>.</param>
    public void EndTrailers(IEnumerable<KeyValuePair<string, string>> trailers, string signature)
    {
        var text = string.Concat(trailers.Select(trailer => $"{trailer.Key.ToLowerInvariant()}:{trailer.Value}\n"));
        Expect(
            signature,
            $"{AuthorizationHeader.Algorithm}-TRAILER\n{request.Time}\n{request.Scope}\n{_previous}\n"
            + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    public void Dispose() => _hash.Dispose();

    private void Expect(string signature, string text)
    {
        if (!SigningKey.AreEqual(request.Key.Sign(text), signature))
        {
            throw new SignatureException(new SignatureProblem.Mismatch(request.AccessKeyId, text, signature));
        }

        _previous = signature;
    }
}
