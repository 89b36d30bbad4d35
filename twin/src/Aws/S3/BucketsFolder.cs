namespace Twin.Aws.S3;

/// <summary>The folder that contains a folder for each bucket, and each object as a file.</summary>
public sealed record BucketsFolder(string Path);
