using System.Net;
using System.Xml.Linq;

namespace Local.Aws.S3;

/// <summary>Checksums in requests' headers and answers' XML.</summary>
internal static class ChecksumHeaders
{
    /// <summary>The algorithm that a request asks S3 to compute; null where none.</summary>
    /// <exception cref="S3Exception">InvalidRequest.</exception>
    public static ChecksumAlgorithm? AskedFor(S3Call call) =>
        call.Header("x-amz-checksum-algorithm") is not { } name
            ? null
            : ChecksumAlgorithm.All.GetValueOrDefault(name)
                ?? throw new S3Exception(
                    HttpStatusCode.BadRequest, "InvalidRequest", $"Checksum algorithm provided is unsupported: {name}");

    /// <summary>The checksum's elements in an answer.</summary>
    public static XElement[] Elements(Checksum? checksum) =>
        checksum is null
            ? []
            : [S3Xml.Element(checksum.Algorithm.Element, checksum.Value), S3Xml.Element("ChecksumType", checksum.Type)];
}
