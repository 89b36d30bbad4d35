namespace Twin.Aws.Billing;

/// <summary>Bytes in the units of AWS's bills.</summary>
public static class DataSize
{
    public const decimal Megabyte = 1024 * 1024;
    public const decimal Gigabyte = 1024 * Megabyte;
    public const decimal Terabyte = 1024 * Gigabyte;
}
