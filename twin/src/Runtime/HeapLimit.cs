namespace Twin.Runtime;

/// <summary>The limit of the managed heap. .NET does not see Lambda's limit of memory, so AWS's runtime tells
/// it.</summary>
internal static class HeapLimit
{
    /// <summary>Limits the heap to the function's memory, unless it has a lower limit already.</summary>
    public static void Set(int megabytes)
    {
        var bytes = (ulong)megabytes << 20;
        if (bytes > 0 && (ulong)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >= bytes)
        {
            AppContext.SetData("GCHeapHardLimit", bytes);
            GC.RefreshMemoryLimit();
        }
    }
}
