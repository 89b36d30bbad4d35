using System.Net;
using System.Xml.Linq;

namespace Twin.Aws.S3;

/// <summary>The checksums in headers of requests and in XML responses.</summary>
internal static class ChecksumHeaders
{
    /// <summary>The algorithm that a request asks S3 to compute; null if it names none.</summary>
    /// <exception cref="S3Exception">InvalidRequest.</exception>
    public static ChecksumAlgorithm? AskedFor(S3Call call) =>
        call.Header("x-amz-checksum-algorithm") is not { } name
            ? null
            : ChecksumAlgorithm.All.GetValueOrDefault(name)
                ?? throw new S3Exception(
                    HttpStatusCode.BadRequest, "InvalidRequest", $"Checksum algorithm provided is unsupported: {name}");

    /// <summary>The elements of a checksum in a response.</summary>
    public static XElement[] Elements(Checksum? checksum) =>
        checksum is null
            ? []
            : [S3Xml.Element(checksum.Algorithm.Element, checksum.Value), S3Xml.Element("ChecksumType", checksum.Type)];
}
