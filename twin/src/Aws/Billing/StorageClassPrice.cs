namespace Twin.Aws.Billing;

/// <summary>The prices of a storage class of S3 in US dollars, which decide about moving objects to it.</summary>
/// <param name="Name">The name in lifecycle rules.</param>
/// <param name="Storage">For a GB for a month.</param>
/// <param name="Move">For moving 1,000 objects to it.</param>
/// <param name="Read">For 1,000 GET requests.</param>
/// <param name="Retrieval">For a GB that is read.</param>
/// <param name="LeastKilobytes">The size for which a smaller object is billed.</param>
/// <param name="LeastDays">The days for which an object is billed that leaves the class earlier.</param>
/// <param name="Source">The AWS page or price list.</param>
/// <param name="Seen">The region and the date of the amounts.</param>
public sealed record StorageClassPrice(
    string Name,
    decimal Storage,
    decimal Move,
    decimal Read,
    decimal Retrieval,
    int LeastKilobytes,
    int LeastDays,
    string Source,
    string Seen);
