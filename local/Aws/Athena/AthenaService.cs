using Local.Aws.Declaration;
using Local.Aws.Glue;
using Local.Aws.Hosting;
using Local.Aws.Iam;
using Local.Aws.Metering;
using Local.Aws.S3;

namespace Local.Aws.Athena;

/// <summary>The declared work groups and named queries.</summary>
internal sealed class AthenaService(
    DeclaredStack stack,
    GlueService glue,
    S3Service s3,
    AccessControl access,
    BucketsFolder folder,
    TimeProvider clock,
    Meter meter) : IRunningService
{
    /// <summary>Reads the tables as they are now.</summary>
    public QuerySession Open(CancellationToken cancellationToken) => new(
        stack,
        glue.Catalog,
        new AthenaStorage(s3.Buckets, s3.Access, access),
        folder.Path,
        clock,
        meter,
        cancellationToken);
}
