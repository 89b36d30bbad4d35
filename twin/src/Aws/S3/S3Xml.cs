using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace Twin.Aws.S3;

/// <summary>Reads and writes S3's XML.</summary>
internal static class S3Xml
{
    private const int MaxBytes = 2 * 1024 * 1024;

    public static XNamespace Namespace { get; } = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>Sends a document as the response.</summary>
    public static async Task WriteAsync(HttpResponse response, XElement root, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false };
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            root.Save(writer);
        }

        response.ContentType = "application/xml";
        response.ContentLength = bytes.Length;
        bytes.Position = 0;
        await bytes.CopyToAsync(response.Body, cancellationToken);
    }

    /// <summary>An element in S3's namespace.</summary>
    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>A time in the format of S3's XML.</summary>
    public static string Date(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a request's document.</summary>
    /// <exception cref="S3Exception">MalformedXML.</exception>
    public static async Task<XElement> ReadAsync(Stream body, string root, CancellationToken cancellationToken)
    {
        try
        {
            var settings = new XmlReaderSettings { Async = true, MaxCharactersInDocument = MaxBytes };
            using var reader = XmlReader.Create(body, settings);
            var document = await XDocument.LoadAsync(reader, LoadOptions.PreserveWhitespace, cancellationToken);
            return document.Root is { } element && element.Name.LocalName == root
                ? element
                : throw S3Exception.MalformedXml();
        }
        catch (XmlException)
        {
            throw S3Exception.MalformedXml();
        }
    }

    /// <summary>The text of a child element in any namespace; null if it does not exist.</summary>
    public static string? Text(this XElement parent, string name) =>
        parent.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;
}
